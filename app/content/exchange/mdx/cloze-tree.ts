import type { Paragraph, PhrasingContent, RootContent, Text } from 'mdast'
import type { Translate } from '#app/i18n/translator.ts'
import { plainText } from '../../dialect/plain-text.ts'
import type { ClozeQuestion } from '../../question.ts'
import { note, type Note } from '../exchange-note.ts'
import { flowOf } from '../html/running-text.ts'

/** A gap in a text: its choices, the right one first. To others it is a text without words. */
type GapText = Text & { data: { choices: readonly string[] } }

const gapText = (choices: readonly string[]): GapText => ({ type: 'text', value: '', data: { choices } })

export const isGapText = (node: Text): node is GapText => node.data !== undefined && 'choices' in node.data

/** Signs of Unicode's private range stand for the gaps while the text around them is cleaned. */
const START = '\uE000'
const END = '\uE001'
const MARK = /\uE000(\d+)\uE001/

export const gapMark = (gap: number) => `${START}${gap}${END}`

/** A text without our own marks: they may come from nobody else. */
export const withoutMarks = (text: string) => text.replace(/[\uE000\uE001]/g, '')

/**
 * A text with gaps as an author would have written it: what stands before the first gap's paragraph is the stem, and
 * everything from there to the last gap is paragraphs, with nothing in brackets but gaps.
 */
export function clozeTree({
  question: { stemHtml, paragraphs, gaps },
  explanation,
  notes,
  t,
}: {
  question: ClozeQuestion
  explanation: RootContent[]
  notes: Note[]
  t: Translate
}): RootContent[] {
  const html = paragraphs
    .map((runs) => `<p>${runs.map((run) => ('gap' in run ? gapMark(run.gap) : run.html)).join('')}</p>`)
    .join('')
  const flow = [...flowOf(stemHtml, notes), ...flowOf(paragraphs.length === 1 ? html.slice(3, -4) : html, notes)]
  const hasGap = (node: RootContent) => MARK.test(textOf(node))
  const first = flow.findIndex(hasGap)
  const stem = first < 0 ? flow : flow.slice(0, first)
  const body = first < 0 ? [] : flow.slice(first)
  if (stem.every((node) => plainText(node) === '')) {
    notes.push(note('stem'))
    stem.push({ type: 'paragraph', children: [{ type: 'text', value: t('exchange.filler.cloze') }] })
  }
  const lines = body.flatMap((node) => paragraphsOf(node, notes))
  const last = lines.findLastIndex(hasGap)
  // What follows the last gap would be read as the explanation: it stays with the gap's paragraph.
  const tail = lines.slice(last + 1).flatMap(({ children }): PhrasingContent[] => [{ type: 'break' }, ...children])
  const text = lines
    .slice(0, last + 1)
    .map((line, index) => (index === last ? { ...line, children: [...line.children, ...tail] } : line))
  return [
    ...stem.map((node) => withoutBrackets(node, notes)),
    ...text.map(({ children }): Paragraph => ({
      type: 'paragraph',
      children: children.flatMap((node) => cut(node, gaps, notes)),
    })),
    ...explanation,
  ]
}

function textOf(node: RootContent): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map((child) => textOf(child)).join('') : ''
}

/** Blocks between gaps as paragraphs. */
function paragraphsOf(node: RootContent, notes: Note[]): Paragraph[] {
  if (node.type === 'paragraph') return [node]
  notes.push(note('flattened'))
  if (node.type === 'code') return [{ type: 'paragraph', children: [{ type: 'text', value: node.value }] }]
  if (node.type === 'tableRow') {
    const children = node.children.flatMap((cell, index): PhrasingContent[] => [
      ...(index > 0 ? [{ type: 'text' as const, value: ' – ' }] : []),
      ...cell.children,
    ])
    return [{ type: 'paragraph', children }]
  }
  return 'children' in node ? node.children.flatMap((child) => paragraphsOf(child, notes)) : []
}

/** A piece of a sentence, parted at its gaps; one inside other marks is taken out of them. */
function cut(node: PhrasingContent, gaps: ClozeQuestion['gaps'], notes: Note[]): PhrasingContent[] {
  if (node.type === 'text') {
    return node.value.split(/(\uE000\d+\uE001)/).flatMap((part): PhrasingContent[] => {
      const gap = gaps[Number(MARK.exec(part)?.[1] ?? -1)]
      if (!gap) return part === '' ? [] : [{ type: 'text', value: withoutBracket(part, notes) }]
      const right = gap.choices[gap.right] ?? ''
      const choices = [right, ...gap.choices.filter((_choice, index) => index !== gap.right)]
      const written = choices.map((choice) => withoutBracket(choice.replaceAll('|', '/'), notes))
      return [gapText(written)]
    })
  }
  if (!MARK.test(textOf(node))) return [withoutBrackets(node, notes)]
  notes.push(note('formatting', { element: node.type }))
  return 'children' in node ? node.children.flatMap((child) => cut(child, gaps, notes)) : []
}

/** Brackets mean a gap here: round ones say the same. */
function withoutBracket(text: string, notes: Note[]): string {
  if (!/[[\]]/.test(text)) return text
  notes.push(note('brackets'))
  return text.replaceAll('[', '(').replaceAll(']', ')')
}

function withoutBrackets<Kept extends RootContent>(node: Kept, notes: Note[]): Kept {
  if (node.type === 'text') return { ...node, value: withoutBracket(node.value, notes) }
  if (!('children' in node)) return node
  return { ...node, children: node.children.map((child) => withoutBrackets(child, notes)) }
}
