import type { ExchangedQuestion as Question } from '../exchange-item.ts'
import { note, type Note } from '../exchange-note.ts'
import { LONGEST_ITEM, type ReadItem } from '../exchange-item.ts'
import { categoryOf } from '../gift/cut-gift.ts'
import { readTags } from '../question-tags.ts'
import { type MoodleWords, bodyReaders } from './moodle-bodies.ts'
import { htmlOf, plainOf, withoutData } from './moodle-text.ts'
import { childOf, childrenOf, textIn, valueOf, type XmlElement } from './xml-tree.ts'

/** What every question may have that says nothing here, or is read elsewhere. */
const READ = new Set(
  (
    'name questiontext generalfeedback defaultgrade penalty hidden idnumber tags hint ' +
    'correctfeedback partiallycorrectfeedback incorrectfeedback shownumcorrect shuffleanswers'
  ).split(' '),
)

/** How many questions there are, categories left out. */
export const countQuestions = (quiz: XmlElement): number =>
  childrenOf(quiz, 'question').filter(({ attributes }) => attributes.get('type') !== 'category').length

/** Reads the questions of a Moodle XML file (Moodle, "Moodle XML format"), every one with what could not be taken of it. */
export function readMoodle(quiz: XmlElement, words: MoodleWords): ReadItem[] {
  let category: string[] = []
  let number = 0
  return childrenOf(quiz, 'question').flatMap((element): ReadItem[] => {
    const type = element.attributes.get('type') ?? ''
    if (type === 'category') {
      category = categoryOf(valueOf(element, 'category'))
      return []
    }
    number += 1
    return [{ number, ...readElement(element, type, category, words) }]
  })
}

function readElement(
  element: XmlElement,
  type: string,
  category: readonly string[],
  words: MoodleWords,
): Omit<ReadItem, 'number'> {
  const notes: Note[] = []
  if (lengthOf(element) > LONGEST_ITEM) {
    const told = note('too-long', { most: LONGEST_ITEM })
    return { line: element.line, name: valueOf(element, 'name').slice(0, 60), type, item: null, notes: [told] }
  }
  const shown = htmlOf(childOf(element, 'questiontext'), [])
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const name = valueOf(element, 'idnumber') || valueOf(element, 'name').replace(/\s+/g, ' ') || shown.slice(0, 60)
  const given = (item: ReadItem['item'] = null) => ({ line: element.line, name, type, item, notes })
  const reader = Object.hasOwn(bodyReaders, type) ? bodyReaders[type] : undefined
  const found = reader?.read(element, notes, words)
  if (!reader || !found) {
    if (notes.length === 0) notes.push(note('kind', { type }))
    return given()
  }
  tellRest(element, reader.fields, notes)
  const tags = childrenOf(childOf(element, 'tags') ?? element, 'tag').map(plainOf)
  const { articles, objective, difficulty, kind, exact, keepsOrder } = readTags(tags, notes)
  const body = found.kind === 'multiple' && kind === 'missing' ? { ...found, kind } : found
  const isKept = 'shuffle' in body ? body.shuffle === false : keepsOrder
  const question = {
    id: name,
    stemHtml: htmlOf(childOf(element, 'questiontext'), notes),
    explanationHtml: htmlOf(childOf(element, 'generalfeedback'), notes),
    articles,
    objective,
    ...(difficulty ? { difficulty } : {}),
    ...body,
    ...(isKept ? { shuffle: false } : {}),
    ...(body.kind === 'short' && exact.length > 0 ? { exact } : {}),
  } as Question
  return given({ name, category, question })
}

/** Characters of a question without the files in it, which are not read. */
function lengthOf({ name, children }: XmlElement): number {
  if (name === 'file') return 0
  return children.reduce(
    (sum, child) => sum + (typeof child === 'string' ? withoutData(child).length : lengthOf(child)),
    0,
  )
}

/** Fields of a question that ours have no place for. One that says what ours do anyway is not told. */
function tellRest(element: XmlElement, own: readonly string[], notes: Note[]): void {
  for (const child of childrenOf(element)) {
    const text = textIn(childOf(child, 'text') ?? child).trim()
    const isCombined = /^(correct|partiallycorrect|incorrect)feedback$/.test(child.name)
    const isTold =
      child.name === 'defaultgrade'
        ? Number(text) !== 1
        : child.name === 'hint' || isCombined
          ? text !== ''
          : child.name !== 'penalty' && !READ.has(child.name) && !own.includes(child.name)
    if (isTold) notes.push(note('part', { part: child.name }))
  }
}
