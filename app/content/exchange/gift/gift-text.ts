import { foreignHtml, type TextFormat } from '../foreign-text.ts'
import { unescapeGift } from './gift-signs.ts'

const formats: readonly TextFormat[] = ['html', 'moodle', 'plain', 'markdown']

/** A text with the format that it names in front, or else `format`, as HTML. */
export function giftHtml(written: string, format: TextFormat): { html: string; format: TextFormat } {
  const [named = '', name = ''] = /^\s*\[(html|moodle|plain|markdown)\]/i.exec(written) ?? []
  const own = formats.find((one) => one === name.toLowerCase()) ?? format
  const text = unescapeGift(written.slice(named.length).trim())
  return { html: text === '' ? '' : foreignHtml(text, own), format: own }
}
