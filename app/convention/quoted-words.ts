import type { OfficialParagraph } from './official-text.ts'

/** What became of comparing a quotation with the official words. */
export type QuoteOutcome =
  | { status: 'same' }
  /** The article has no such paragraph; `known` are those it has. */
  | { status: 'no-paragraph'; known: readonly number[] }
  /** The first words that differ, with a few words before them, as quoted and as they are. */
  | { status: 'other-words'; quoted: string; official: string }

/** Signs that are typed in different ways and mean the same. */
const TYPOGRAPHY: readonly (readonly [RegExp, string])[] = [
  [/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]/g, ''],
  [/[“”„‟«»″]/g, '"'],
  [/[‘’‚‛′`´]/g, "'"],
]

/** An ellipsis in square brackets: words are left out here. */
const LEFT_OUT = /\[\s*(?:…|\.{3})\s*\]/

/** Words and signs, each by itself; white space and the form of quotation marks do not count. */
export function tokensOf(text: string): string[] {
  let plain = text.normalize('NFC')
  for (const [signs, plainSign] of TYPOGRAPHY) plain = plain.replace(signs, plainSign)
  return plain.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+|[^\s]/gu) ?? []
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
  ].map((lines) => tokensOf(lines.join('\n')))
  const parts = quote
    .split(LEFT_OUT)
    .map(tokensOf)
    .filter((tokens) => tokens.length > 0)
  const results = readings.map((tokens) => compareParts(parts, tokens))
  const same = results.find((result) => result === null)
  if (same === null) return { status: 'same' }
  const furthest = results.flatMap((result) => result ?? []).sort((a, b) => b.matched - a.matched)[0]
  return { status: 'other-words', quoted: furthest?.quoted ?? '', official: furthest?.official ?? '' }
}

type Difference = { matched: number; quoted: string; official: string }

/** Null when every part is found, each after the one before. */
function compareParts(parts: readonly (readonly string[])[], tokens: readonly string[]): Difference | null {
  let from = 0
  let matched = 0
  for (const part of parts) {
    const best = longestMatch(part, tokens, from)
    if (best.length < part.length) {
      return {
        matched: matched + best.length,
        quoted: around(part, best.length),
        official: around(tokens, best.start + best.length),
      }
    }
    from = best.start + part.length
    matched += part.length
  }
  return null
}

/** Where most words of a part, from its first on, stand in a row. */
function longestMatch(
  part: readonly string[],
  tokens: readonly string[],
  from: number,
): { start: number; length: number } {
  let best = { start: from, length: 0 }
  for (let start = from; start < tokens.length; start += 1) {
    let length = 0
    while (length < part.length && tokens[start + length] === part[length]) length += 1
    if (length > best.length) best = { start, length }
    if (length === part.length) break
  }
  return best
}

/** Two words before a place and four from it on, as a reader finds them. */
function around(tokens: readonly string[], place: number): string {
  const shown = tokens.slice(Math.max(0, place - 2), place + 4)
  return shown.length === 0 ? '' : joined(shown)
}

function joined(tokens: readonly string[]): string {
  return tokens
    .map((token, index) => {
      const before = tokens[index - 1]
      const isHan = /\p{Script=Han}/u.test(token) && before !== undefined && /\p{Script=Han}/u.test(before)
      return index === 0 || isHan || /^[.,;:)\]؛،。，；：）]/u.test(token) || /[([（]$/u.test(before ?? '')
        ? token
        : ` ${token}`
    })
    .join('')
}
