import type { PhrasingContent, RootContent } from 'mdast'
import { errorAt, type LocalProblem } from '../problem.ts'
import type { ClozeRun } from '../question.ts'
import { placeOfNode } from './node-place.ts'
import { plainText } from './plain-text.ts'
import { type BodyReader, checkTwice, needsExplanation, short } from './question-body.ts'

/** A gap in a text: its choices in brackets, the right one first, parted by a vertical line. */
const gapText = /\[([^[\]]*\|[^[\]]*)\]/

/** As `gapText`, to part a text at its gaps and keep them. */
const gapsApart = /(\[[^[\]]*\|[^[\]]*\])/

type Run = { name: string; content: PhrasingContent[]; before: string; after: string }
type Piece = { run: Run } | { gap: number }
type Gap = { choices: string[]; right: number }

/** A text with gaps: the paragraphs from the first that has one to the last. */
export const readCloze: BodyReader = (element) => {
  const place = placeOfNode(element)
  const problems: LocalProblem[] = []
  const children: readonly RootContent[] = element.children
  const hasGap = children.map((node) => node.type === 'paragraph' && gapText.test(plainText(node)))
  const first = hasGap.indexOf(true)
  const last = hasGap.lastIndexOf(true)
  if (first < 0) {
    const hint = 'Write a gap in brackets, the right choice first: [90 days | 30 days | a year].'
    problems.push(errorAt(place, 'question', 'This question has no gap.', hint))
  }
  const stem = first < 0 ? children : children.slice(0, first)
  if (first >= 0 && stem.every((node) => plainText(node) === '')) {
    const hint = 'Before the text with gaps, say what to do, in a paragraph of its own.'
    problems.push(errorAt(place, 'question', 'This question asks nothing.', hint))
  }
  const text = first < 0 ? [] : children.slice(first, last + 1)
  const explanation = first < 0 ? [] : children.slice(last + 1)
  const gaps: Gap[] = []
  const paragraphs = text.flatMap((node, number) => {
    if (node.type !== 'paragraph') {
      const hint = 'Write the text with gaps in paragraphs, with nothing else between.'
      problems.push(
        errorAt(placeOfNode(node), 'question', 'Between the gaps stands something else than a paragraph.', hint),
      )
      return []
    }
    return [readParagraph(node.children, number, gaps, problems)]
  })
  if (first >= 0) problems.push(...needsExplanation(element, explanation))
  const runs = paragraphs.flat().flatMap((piece) => ('run' in piece ? [piece.run] : []))
  return {
    problems,
    stem,
    explanation,
    asks: text.map(plainText),
    pieces: runs.map(({ name, content }) => [name, content]),
    finish: (html) => ({
      kind: 'cloze',
      paragraphs: paragraphs.map((pieces) =>
        pieces.map((piece): ClozeRun => {
          if ('gap' in piece) return piece
          const { name, before, after } = piece.run
          return { html: `${before}${html(name)}${after}` }
        }),
      ),
      gaps,
    }),
  }
}

function readParagraph(
  content: readonly PhrasingContent[],
  number: number,
  gaps: Gap[],
  problems: LocalProblem[],
): Piece[] {
  const pieces: Piece[] = []
  let run: PhrasingContent[] = []
  const endRun = () => {
    const written = run.map(plainText).join('')
    if (run.length > 0 && run.some((node) => node.type !== 'text' || node.value !== '')) {
      const name = `run-${number}-${pieces.length}`
      // The compiler trims what it makes of a run; the spaces beside a gap are part of the text.
      const before = /^\s/.test(startOf(run) ?? written) ? ' ' : ''
      const after = /\s$/.test(endOf(run) ?? written) ? ' ' : ''
      pieces.push({ run: { name, content: run, before, after } })
    }
    run = []
  }
  for (const node of content) {
    if (node.type !== 'text') {
      if (gapText.test(plainText(node))) {
        const hint = 'Take it out of the bold or slanted words, or of the link.'
        problems.push(errorAt(placeOfNode(node), 'question', 'A gap stands inside other markup.', hint))
      }
      run.push(node)
      continue
    }
    for (const part of node.value.split(gapsApart)) {
      const inside = gapText.exec(part)?.[1]
      if (inside === undefined) {
        run.push({ type: 'text', value: part })
        continue
      }
      endRun()
      pieces.push({ gap: gaps.length })
      gaps.push(readGap(inside, node, problems))
    }
  }
  endRun()
  return pieces
}

function startOf([first]: readonly PhrasingContent[]): string | null {
  return first?.type === 'text' ? first.value : null
}

function endOf(run: readonly PhrasingContent[]): string | null {
  const last = run.at(-1)
  return last?.type === 'text' ? last.value : null
}

/** The choices in alphabetical order, by code point so that every machine agrees: where the right one stood tells nothing. */
function readGap(inside: string, node: PhrasingContent, problems: LocalProblem[]): Gap {
  const written = inside.split('|').map((choice) => choice.trim().replace(/\s+/g, ' '))
  const place = placeOfNode(node)
  if (written.includes('')) {
    const hint = 'Write each choice between two vertical lines.'
    problems.push(errorAt(place, 'question', `A choice of the gap [${short(inside)}] is empty.`, hint))
  }
  problems.push(
    ...checkTwice(
      written.map((text) => ({ text, place })),
      (text) => [`The choice "${text}" is there twice in one gap.`, 'Remove one.'],
    ),
  )
  const choices = [...written].sort((a, b) => (a < b ? -1 : 1))
  return { choices, right: choices.indexOf(written[0] ?? '') }
}
