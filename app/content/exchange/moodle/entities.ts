import { parseMarkup, textOf } from '../../takeaway/markup.ts'

/** The signs behind entities, in a text without tags. */
export function decodeEntities(html: string): string {
  return textOf(parseMarkup(html.replace(/</g, '&lt;')))
}
