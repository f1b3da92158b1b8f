import type { ExchangedQuestion as Question } from '../exchange-item.ts'
import { note, type Note } from '../exchange-note.ts'
import { LONGEST_ITEM, type ReadItem } from '../exchange-item.ts'
import { readTags } from '../question-tags.ts'
import type { GiftPiece } from './cut-gift.ts'
import { type GiftWords, readAnswers } from './gift-answers.ts'
import { findSign, unescapeGift } from './gift-signs.ts'
import { giftHtml } from './gift-text.ts'

/** Reads the pieces of a GIFT file (Moodle, "GIFT format"): every question with what could not be taken of it. */
export function readGift(pieces: readonly GiftPiece[], words: GiftWords): ReadItem[] {
  return pieces.map((piece, index) => readPiece(piece, index + 1, words))
}

function readPiece({ line, text, category, tags }: GiftPiece, number: number, words: GiftWords): ReadItem {
  const notes: Note[] = []
  const { title, rest } = titleOf(text)
  if (text.length > LONGEST_ITEM) {
    const told = note('too-long', { most: LONGEST_ITEM })
    return { number, line, name: title, type: '?', item: null, notes: [told] }
  }
  const open = findSign(rest, '{')
  const close = open < 0 ? -1 : findSign(rest, '}', open)
  const before = open < 0 ? rest : rest.slice(0, open)
  const shown = unescapeGift(before.replace(/^\s*\[\w+\]/, '').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
  const name = title || shown.slice(0, 60)
  const given = (type: string, item: ReadItem['item'] = null): ReadItem => ({ number, line, name, type, item, notes })
  if (open < 0) {
    notes.push(note('kind', { type: 'description' }))
    return given('description')
  }
  const after = close < 0 ? '' : rest.slice(close + 1).trimEnd()
  if (close < 0 || findSign(after, '{') >= 0) {
    notes.push(note('broken', { line }))
    return given('?')
  }
  // A gap in the middle of the words is shown as one.
  const stem = giftHtml(after === '' ? before : `${before.trimEnd()} _____${after}`, 'moodle')
  const read = readAnswers({ block: rest.slice(open + 1, close), format: stem.format, words, notes })
  if (!read.body) {
    notes.push(note('kind', { type: read.type }))
    return given(read.type)
  }
  const { articles, objective, difficulty, kind, exact, keepsOrder } = readTags(tags, notes)
  const body = read.body.kind === 'multiple' && kind === 'missing' ? { ...read.body, kind } : read.body
  const question = {
    id: name,
    stemHtml: stem.html,
    explanationHtml: read.explanation,
    articles,
    objective,
    ...(difficulty ? { difficulty } : {}),
    ...(keepsOrder ? { shuffle: false } : {}),
    ...body,
    ...(body.kind === 'short' && exact.length > 0 ? { exact } : {}),
  } as Question
  return given(read.type, { name, category, question })
}

/** "::title:: the question". */
function titleOf(text: string): { title: string; rest: string } {
  const end = text.startsWith('::') ? findSign(text, '::', 2) : -1
  if (end < 0) return { title: '', rest: text }
  return { title: unescapeGift(text.slice(2, end)).replace(/\s+/g, ' ').trim(), rest: text.slice(end + 2) }
}
