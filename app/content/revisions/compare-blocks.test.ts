import { expect, test } from 'vitest'
import type { DocumentBlock } from '../document.ts'
import { compareBlocks, type ComparedDocument } from './compare-blocks.ts'

/**
 * Blocks from words: "Title=T" is a section with the text T under the anchor `h-title`, "Title#2=T" the second of that
 * title, "?q=T" a question. A section without a text is empty.
 */
const blocks = (line: string): DocumentBlock[] =>
  line.split(' ').map((word) => {
    const [, mark = '', name = '', number = '', hash = ''] = /^(\??)(\w+)(?:#(\d))?(?:=(\w+))?$/.exec(word) ?? []
    if (mark) return { kind: 'question', id: name, title: `Question ${hash}`, hash }
    const id = `h-${name.toLowerCase()}${number && `-${number}`}`
    return { kind: 'section', id, title: name, hash }
  })

const document = (line: string, texts: Record<string, string> = {}): ComparedDocument => ({
  blocks: blocks(line),
  sections: Object.entries(texts).map(([id, text]) => ({ id, heading: '', text })),
})

const told = (before: ComparedDocument, after: ComparedDocument) =>
  compareBlocks(before, after)?.map(({ change, id, before: title }) => [change, id, title].filter(Boolean).join(' '))

test.each([
  ['the same', 'A=1 ?q=1 B=2', 'A=1 ?q=1 B=2', []],
  ['one more', 'A=1 B=2', 'A=1 X=3 B=2', ['added h-x']],
  ['one less', 'A=1 B=2 C=3', 'A=1 C=3', ['removed h-b']],
  ['another text', 'A=1 B=2', 'A=1 B=9', ['changed h-b']],
  ['another heading over the same text', 'A=1 B=2', 'A=1 X=2', ['renamed h-x B']],
  ['a section that moved, the others stay', 'A=1 B=2 C=3', 'C=3 A=1 B=2', ['moved h-c']],
  ['a second section of the same title before the first', 'A=1 B=2', 'A=9 B=2 A#1=1', ['added h-a', 'moved h-a-1']],
  ['the texts of two headings change places', 'A=1 B=2', 'A=2 B=1', ['renamed h-a B', 'renamed h-b A']],
  ['empty sections are not taken for each other', 'A B=2', 'X B=2', ['added h-x', 'removed h-a']],
  ['a question keeps its id, whatever it asks now', '?q=1 A=1', '?q=2 A=1', ['changed q Question 1']],
  ['a question with another id is another question', '?q=1 A=1', '?r=1 A=1', ['added r', 'removed q']],
])('%s', (_, before, after, expected) => {
  const changes = told(document(before), document(after))
  expect(changes).toEqual(expected)
})

test('a section with a new heading and a reworded text is known by its words', () => {
  const words = 'an order keeps the data where they are until a court decides'
  const before = document('A=1 B=2', { 'h-b': words })
  const after = document('A=1 X=3', { 'h-x': `${words} otherwise` })
  expect(told(before, after)).toEqual(['changed h-x B'])
  const other = document('A=1 X=3', { 'h-x': 'nothing in common but one the' })
  expect(told(before, other)).toEqual(['added h-x', 'removed h-b'])
})

test('of a document from a compiler that told no blocks, nothing is told', () => {
  expect(compareBlocks(document('A=1'), { blocks: [], sections: [] })).toBeNull()
  expect(compareBlocks({ blocks: [], sections: [] }, document('A=1'))).toBeNull()
})
