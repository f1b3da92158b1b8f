import { articleAsked } from './article-asked.ts'
import { looseForms } from './loose-forms.ts'
import { isStopWord } from './stop-words.ts'
import { pairsOf, piecesOf } from './words.ts'

/** Longer queries are not run: nobody types them, and each word costs. */
export const LONGEST_QUERY = 200

/** Words beyond these are left out. */
const MOST_TERMS = 12

/** Something that was asked for: a word, words that stand together ("24/7"), or a run of Chinese characters. */
export type Term = {
  words: readonly string[]
  isRun: boolean
  /** Whether its last word may go on: the last of the query, as typed so far. */
  isPrefix: boolean
  /** Other forms of a single word. */
  forms: readonly string[]
  /** Where it stands in the query. */
  start: number
  end: number
}

export type Query =
  { status: 'empty' | 'too-long' | 'no-words' } | { status: 'words'; terms: readonly Term[]; article: number | null }

/** What a person typed, as it is shown again: without control signs. */
export function cleanQuery(typed: string): string {
  return typed.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim()
}

export function parseQuery(text: string): Query {
  if (text.length > LONGEST_QUERY) return { status: 'too-long' }
  if (!text.trim()) return { status: 'empty' }
  const all = termsOf(text)
  if (all.length === 0) return { status: 'no-words' }
  const telling = all.filter((term) => !(term.words.length === 1 && isStopWord(term.words[0] ?? '')))
  const terms = (telling.length > 0 ? telling : all).slice(0, MOST_TERMS)
  return { status: 'words', terms, article: articleAsked(text) }
}

function termsOf(text: string): Term[] {
  const terms: Term[] = []
  for (const { word, isRun, start, end } of piecesOf(text)) {
    const before = terms.at(-1)
    if (before && !before.isRun && !isRun && /^[-/.:_&+]$/.test(text.slice(before.end, start))) {
      terms[terms.length - 1] = { ...before, words: [...before.words, word], end, forms: [] }
    } else {
      const words = isRun ? pairsOf(word) : [word]
      terms.push({ words, isRun, isPrefix: false, forms: isRun ? [] : looseForms(word), start, end })
    }
  }
  return terms.map((term, index) => ({ ...term, isPrefix: mayGoOn(term, index === terms.length - 1) }))
}

/** A single Chinese character is the beginning of pairs. One letter, or a number, is meant as it stands. */
function mayGoOn({ words, isRun }: Term, isLast: boolean): boolean {
  const word = words.at(-1) ?? ''
  if (isRun) return [...word].length === 1
  return isLast && word.length > 1 && !/^\d+$/.test(word)
}

/** How the index marks the entries of an article. No word of a text or a query holds this sign. */
export function articleKey(article: number): string {
  return `§${article}`
}

/**
 * The question in FTS5's language. Every word is put into quotation marks and holds nothing but letters and digits, so
 * that no operator of that language can be typed. With 'some' one of the words is enough. The article that is asked
 * for always belongs to the answer.
 */
export function matchOf({ terms, article }: { terms: readonly Term[]; article: number | null }, need: 'all' | 'some') {
  const words = terms.map(alternatives).join(need === 'all' ? ' AND ' : ' OR ')
  return article ? `keys : "${articleKey(article)}" OR (${words})` : words
}

function alternatives({ words, isPrefix, forms }: Term): string {
  const exact = `"${words.join(' ')}"${isPrefix ? ' *' : ''}`
  if (forms.length === 0) return exact
  return `(${[exact, ...forms.map((form) => `"${form}"${isPrefix && isArabic(form) ? ' *' : ''}`)].join(' OR ')})`
}

function isArabic(word: string): boolean {
  return /^\p{Script=Arabic}/u.test(word)
}
