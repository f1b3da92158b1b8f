import type { OfficialParagraph } from './official-text.ts'

/** What became of comparing a quotation with the official words. */
export type QuoteOutcome =
  | { status: 'same' }
  /** The article has no such paragraph; `known` are those it has. */
  | { status: 'no-paragraph'; known: readonly number[] }
  /** The first words that differ, with a few words before them, as quoted and as they are. */
  | { status: 'other-words'; quoted: string; official: string }

/** Signs that nobody sees. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]/g

/** An ellipsis in square brackets: words are left out here. */
const LEFT_OUT = /\[\s*(?:…|\.{3})\s*\]/

/** A word or a sign: as it is compared, and where it stands in its text. */
type Token = { value: string; start: number; end: number }

type Tokens = { text: string; tokens: readonly Token[] }

/** Words and signs, each by itself; white space and the form of quotation marks do not count. */
function tokenised(source: string): Tokens {
  const text = source.normalize('NFC').replace(INVISIBLE, '')
  const found = text.matchAll(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+|[^\s]/gu)
  const tokens = [...found].map(({ 0: word, index }) => {
    const value = word.replace(/[“”„‟«»″]/, '"').replace(/[‘’‚‛′`´]/, "'")
    return { value, start: index, end: index + word.length }
  })
  return { text, tokens }
}

/** What is compared of a text, with one space between words and signs. */
export function comparedWords(text: string): string {
  return tokenised(text)
    .tokens.map(({ value }) => value)
    .join(' ')
}

/**
 * Compares a quotation with the official words of an article, or of one of its numbered paragraphs: word for word and
 * sign for sign, except that "[…]" may stand for words left out between others, and that the labels of paragraphs and
 * items, "(a)", may be there or not.
 */
export function compareQuote({
  quote,
  paragraph,
  paragraphs,
}: {
  quote: string
  /** Null: anywhere in the article. */
  paragraph: number | null
  paragraphs: readonly OfficialParagraph[]
}): QuoteOutcome {
  const known = [...new Set(paragraphs.map((one) => one.paragraph))].filter((number) => number > 0)
  const asked = paragraph === null ? paragraphs : paragraphs.filter((one) => one.paragraph === paragraph)
  if (asked.length === 0) return { status: 'no-paragraph', known }
  const readings = [
    asked.map(({ text }) => text),
    asked.map(({ label, text }) => `${label} ${text}`),
    // The number of the paragraph itself is usually left out, and the labels of its items are kept.
    asked.map(({ label, text, depth }) => (depth > 0 ? `${label} ${text}` : text)),
  ].map((lines) => tokenised(lines.join('\n')))
  const parts = quote
    .split(LEFT_OUT)
    .map(tokenised)
    .filter(({ tokens }) => tokens.length > 0)
  const results = readings.map((tokens) => compareParts(parts, tokens))
  const same = results.find((result) => result === null)
  if (same === null) return { status: 'same' }
  const furthest = results.flatMap((result) => result ?? []).sort((a, b) => b.matched - a.matched)[0]
  return { status: 'other-words', quoted: furthest?.quoted ?? '', official: furthest?.official ?? '' }
}

type Difference = { matched: number; quoted: string; official: string }

/** Null when every part is found, each after the one before. */
function compareParts(parts: readonly Tokens[], official: Tokens): Difference | null {
  let from = 0
  let matched = 0
  for (const part of parts) {
    const best = longestMatch(part.tokens, official.tokens, from)
    const { length } = best
    if (length < part.tokens.length) {
      return {
        matched: matched + length,
        quoted: around(part, length),
        official: around(official, best.start + length),
      }
    }
    from = best.start + length
    matched += length
  }
  return null
}

/** Where most words of a part, from its first on, stand in a row. */
function longestMatch(
  part: readonly Token[],
  official: readonly Token[],
  from: number,
): { start: number; length: number } {
  let best = { start: from, length: 0 }
  for (let start = from; start < official.length; start += 1) {
    let length = 0
    while (length < part.length && official[start + length]?.value === part[length]?.value) length += 1
    if (length > best.length) best = { start, length }
    if (length === part.length) break
  }
  return best
}

/** Some words before a place and from it on, as they are written. */
function around({ text, tokens }: Tokens, place: number): string {
  const first = tokens[Math.max(0, place - 2)]
  const last = tokens[Math.min(tokens.length, place + 4) - 1]
  return first && last ? text.slice(first.start, last.end).replace(/\s+/g, ' ') : ''
}
