import { looseForms } from './loose-forms.ts'
import type { Term } from './query.ts'
import { type Piece, piecesOf } from './words.ts'

/** A stretch of text, found or not. Plain text: whoever shows it escapes it. */
export type TextRun = { text: string; isMarked: boolean }

type Mark = { start: number; end: number; term: number }

/** What a passage shows of itself, in characters; Chinese says about twice as much in one. */
const LENGTH = 220
const LENGTH_OF_RUNS = 110

/** How far before the first mark a passage begins. */
const LEAD = 60

/** Marks of a long text that are looked at to choose the passage. */
const MOST_MARKS = 200

/** The whole text, with what the terms found marked. */
export function markTerms(text: string, terms: readonly Term[]): TextRun[] {
  return runsOf(text, marksIn(text, terms), 0, text.length)
}

/** The passage that holds the most of what was looked for; the beginning when it holds nothing. */
export function snippetOf(text: string, terms: readonly Term[]): TextRun[] {
  const length = terms.some(({ isRun }) => isRun) ? LENGTH_OF_RUNS : LENGTH
  const marks = marksIn(text, terms)
  const start = startOfPassage(text, bestMark(marks.slice(0, MOST_MARKS), length), length)
  const end = endOfPassage(text, start + length)
  const runs = runsOf(text, marks, start, end)
  return [
    ...(start > 0 ? [{ text: '… ', isMarked: false }] : []),
    ...runs,
    ...(end < text.length ? [{ text: ' …', isMarked: false }] : []),
  ]
}

/** Whether any of the terms is in a text. */
export function holdsTerm(text: string, terms: readonly Term[]): boolean {
  return marksIn(text, terms).length > 0
}

/** Where the terms are found, in the order of the text. */
function marksIn(text: string, terms: readonly Term[]): Mark[] {
  const pairs = new Map(terms.flatMap(({ isRun, words }, term) => (isRun ? words.map((pair) => [pair, term]) : [])))
  return piecesOf(text).flatMap((piece) => {
    if (piece.isRun) return marksInRun(text, piece, pairs as ReadonlyMap<string, number>)
    const term = terms.findIndex((one) => !one.isRun && isFound(piece.word, one))
    return term < 0 ? [] : [{ start: piece.start, end: piece.end, term }]
  })
}

function isFound(word: string, { words, forms, isPrefix }: Term): boolean {
  if (words.includes(word) || forms.includes(word)) return true
  if (isPrefix && word.startsWith(words.at(-1) ?? '')) return true
  if (words.length > 1) return false
  return looseForms(word).some((form) => words.includes(form) || forms.includes(form))
}

function marksInRun(text: string, { word, start, end }: Piece, pairs: ReadonlyMap<string, number>): Mark[] {
  const characters = [...word]
  const raw = [...text.slice(start, end)]
  const marks: Mark[] = []
  let at = start
  raw.forEach((character, index) => {
    const next = raw[index + 1] ?? ''
    const single = pairs.get(characters[index] ?? '')
    const pair = pairs.get(`${characters[index]}${characters[index + 1] ?? ''}`)
    const term = pair ?? single
    // Marks beside written characters stand for none of their own: then the places are not known.
    if (term !== undefined && raw.length === characters.length) {
      marks.push({ start: at, end: at + character.length + (pair === undefined ? 0 : next.length), term })
    }
    at += character.length
  })
  return marks
}

/** The mark from which on the most terms are met within a passage. */
function bestMark(marks: readonly Mark[], length: number): Mark | undefined {
  let best: Mark | undefined
  let most = 0
  marks.forEach((mark, index) => {
    const inside = marks.slice(index).filter(({ end }) => end <= mark.start + length - LEAD)
    const score = new Set(inside.map(({ term }) => term)).size * MOST_MARKS + inside.length
    if (score > most) [best, most] = [mark, score]
  })
  return best
}

/** At the beginning of a sentence near before the mark, else of a word. */
function startOfPassage(text: string, mark: Mark | undefined, length: number): number {
  if (!mark || mark.end <= length - LEAD) return 0
  const from = Math.max(0, mark.start - LEAD)
  const before = text.slice(from, mark.start)
  const sentence = /[.!?。！？؟]["”’»)]*\s*(?=\S[^.!?。！？؟]*$)/u.exec(before)
  if (sentence) return from + sentence.index + sentence[0].length
  const space = before.indexOf(' ')
  return space < 0 ? mark.start : from + space + 1
}

function endOfPassage(text: string, end: number): number {
  if (end >= text.length) return text.length
  const space = text.lastIndexOf(' ', end)
  const near = space > end - LEAD / 2 ? space : end
  // Not between the halves of a character.
  return /[\ud800-\udbff]/.test(text.charAt(near - 1)) ? near - 1 : near
}

function runsOf(text: string, marks: readonly Mark[], from: number, to: number): TextRun[] {
  const runs: TextRun[] = []
  let at = from
  for (const mark of marks) {
    if (mark.end <= at || mark.start >= to) continue
    const start = Math.max(mark.start, at)
    const end = Math.min(mark.end, to)
    if (start > at) runs.push({ text: text.slice(at, start), isMarked: false })
    const last = runs.at(-1)
    if (last?.isMarked) last.text += text.slice(start, end)
    else runs.push({ text: text.slice(start, end), isMarked: true })
    at = end
  }
  if (at < to) runs.push({ text: text.slice(at, to), isMarked: false })
  return runs
}
