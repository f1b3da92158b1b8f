import { note, type Note } from '../exchange-note.ts'
import { foreignHtml, type TextFormat } from '../foreign-text.ts'
import { withoutMarks } from '../mdx/cloze-tree.ts'
import { childOf, childrenOf, textIn, type XmlElement } from './xml-tree.ts'

const formats: Readonly<Record<string, TextFormat>> = {
  html: 'html',
  moodle_auto_format: 'moodle',
  plain_text: 'plain',
  markdown: 'markdown',
}

/** The HTML of an element that holds a `<text>`, in the format that it or else its question names; files in it are told. */
export function htmlOf(element: XmlElement | null, notes: Note[], format: TextFormat = 'html'): string {
  if (!element) return ''
  for (const file of childrenOf(element, 'file')) {
    notes.push(note('file', { file: file.attributes.get('name') ?? '?' }))
  }
  const named = formats[element.attributes.get('format') ?? '']
  const text = withoutData(withoutMarks(textIn(childOf(element, 'text') ?? element))).trim()
  return text === '' ? '' : foreignHtml(text, named ?? format)
}

/** Plain text in a `<text>`. */
export const plainOf = (element: XmlElement | null): string =>
  element
    ? textIn(childOf(element, 'text') ?? element)
        .replace(/\s+/g, ' ')
        .trim()
    : ''

/** Without the bytes of pictures that are written into a text: they are not taken, and cost much. */
export const withoutData = (text: string) => text.replace(/\bdata:[\w/+.-]{1,60};base64,[\w+/=\s]+/g, 'data:')
