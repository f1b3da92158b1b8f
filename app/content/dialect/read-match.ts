import type { TableCell } from 'mdast'
import { errorAt, type LocalProblem } from '../problem.ts'
import type { MatchQuestion } from '../question.ts'
import { placeOfNode } from './node-place.ts'
import { plainText } from './plain-text.ts'
import { type BodyReader, checkTwice, cutAround, needsExplanation, short } from './question-body.ts'

const FEWEST_ROWS = 2
const MOST_ROWS = 20

/**
 * Pairs: a table of two columns, what is given and what belongs to it. A row whose first cell is empty is one more thing
 * to choose that belongs to nothing.
 */
export const readMatch: BodyReader = (element, kind) => {
  const words = { name: 'table', write: 'Write a table of two columns: what is given, and what belongs to it.' }
  const { body, stem, explanation, problems } = cutAround(element, (node) => node.type === 'table', words)
  const [head, ...lines] = body?.type === 'table' ? body.children : []
  if (head && [head, ...lines].some((row) => row.children.length !== 2)) {
    const hint = 'Left what is given, right what belongs to it.'
    problems.push(errorAt(placeOfNode(head), 'question', 'The table of this question has not two columns.', hint))
  }
  const cells = lines.map(({ children: [given, target] }) => ({ given: cellOf(given), target: cellOf(target) }))
  const rows = cells.filter(({ given }) => given.text !== '')
  const targets = [...new Set(cells.map(({ target }) => target.text))].filter((text) => text !== '')
  const tellEmpty = (text: string) => `"${short(text)}" belongs to nothing.`
  for (const { given, target } of cells) {
    if (target.text !== '') continue
    const hint = 'Fill the second cell of the line, or remove the line.'
    problems.push(errorAt(given.place ?? placeOfNode(element), 'question', tellEmpty(given.text), hint))
  }
  if (body && (rows.length < FEWEST_ROWS || rows.length > MOST_ROWS)) {
    const hint = `Write ${FEWEST_ROWS} to ${MOST_ROWS}.`
    problems.push(errorAt(placeOfNode(body), 'question', `This table has ${rows.length} lines to match.`, hint))
  }
  problems.push(
    ...checkTwice(
      rows.map(({ given }) => ({ text: given.text, place: given.place ?? placeOfNode(element) })),
      (text) => [`"${text}" is there twice.`, 'Reword or remove one.'],
    ),
    ...(body
      ? [...checkTargets(kind, rows, targets, placeOfNode(body)), ...needsExplanation(element, explanation)]
      : []),
  )
  const heads = [plainTextOf(head?.children[0]), plainTextOf(head?.children[1])] as const
  return {
    problems,
    stem,
    explanation,
    asks: [...rows.map(({ given }) => given.text), ...targets],
    pieces: rows.map(({ given }, index) => [`row-${index}`, given.content]),
    finish: (html) => ({
      kind: kind as MatchQuestion['kind'],
      heads,
      rows: rows.map(({ target }, index) => ({ html: html(`row-${index}`), target: targets.indexOf(target.text) })),
      targets,
    }),
  }
}

type Cell = ReturnType<typeof cellOf>

function cellOf(cell: TableCell | undefined) {
  return { text: plainTextOf(cell), content: cell?.children ?? [], place: cell ? placeOfNode(cell) : null }
}

const plainTextOf = (cell: TableCell | undefined) => (cell ? plainText(cell).replace(/\s+/g, ' ') : '')

function checkTargets(
  kind: string,
  rows: readonly { given: Cell; target: Cell }[],
  targets: readonly string[],
  place: ReturnType<typeof placeOfNode>,
): LocalProblem[] {
  const used = rows.map(({ target }) => target.text)
  const isShared = new Set(used).size < used.length
  if (targets.length < 2) {
    return [errorAt(place, 'question', 'There is only one thing to choose.', 'Let lines belong to different things.')]
  }
  if (kind === 'match' && isShared) {
    const hint = 'Where several lines belong to one group, write kind="classify".'
    return [errorAt(place, 'question', 'Two lines of this question belong to the same thing.', hint)]
  }
  if (kind === 'classify' && !isShared) {
    const hint = 'Where each line belongs to another thing, write kind="match".'
    return [errorAt(place, 'question', 'No two lines of this question belong to the same group.', hint)]
  }
  return []
}
