import type { Note } from '../exchange-note.ts'
import type { MoodleBody } from './moodle-body.ts'
import { htmlOf, plainOf } from './moodle-text.ts'
import { childOf, childrenOf, valueOf, type XmlElement } from './xml-tree.ts'

/** A text with "[[1]]" where words are chosen: each from the words of its group, of which the one of that number is right. */
export function readSelects(element: XmlElement, name: 'selectoption' | 'dragbox', notes: Note[]): MoodleBody | null {
  const words = childrenOf(element, name).map((one) => ({ text: plainOf(one), group: valueOf(one, 'group') || '1' }))
  const html = htmlOf(childOf(element, 'questiontext'), notes)
  const gaps: { choices: string[]; right: number }[] = []
  const runs = html.split(/(\[\[\d+\]\])/).map((part): { html: string } | { gap: number } => {
    const own = words[Number(/^\[\[(\d+)\]\]$/.exec(part)?.[1] ?? 0) - 1]
    if (!own) return { html: part }
    const choices = [...new Set(words.filter(({ group }) => group === own.group).map(({ text }) => text))]
    gaps.push({ choices, right: choices.indexOf(own.text) })
    return { gap: gaps.length - 1 }
  })
  return gaps.length === 0 ? null : { kind: 'cloze', stemHtml: '', paragraphs: [runs], gaps }
}
