import { fold, grammarOf } from './token-grammar.ts'

/**
 * Words of a text in one form, so that two ways of writing the same thing are the same tokens:
 *
 * - Compatible characters, case, accents, Arabic vowel signs and letter forms do not count (Unicode NFKD, marks removed).
 * - Arabic, Persian, Devanagari and Bengali digits are read as 0 to 9.
 * - Thousands separators are dropped: "41,200", "41 200", "41.200" and "41’200" are `41200`. The groups after the first
 *   have exactly three digits. Addresses such as 203.0.113.88 and times such as 16:42 stay whole.
 * - Dates in the usual notations are one token, `2027-04-09`: "9 April 2027", "April 9, 2027", "9 Apr 2027",
 *   "2027-04-09", "09.04.2027", "25/04/2027". What can be read as two days ("09/04/2027") is not guessed: it stays as
 *   it is written. A day without a year is `--04-09`, a month `2027-04`. Names of months are those of `language` and of
 *   English.
 * - Everything else is split at what is neither letter nor digit; scripts without spaces are split by character.
 */
export function tokensOf(text: string, language: string): string[] {
  const tokens: string[] = []
  const { pattern, months } = grammarOf(language)
  for (const match of fold(text).matchAll(pattern)) tokens.push(...read(match, months))
  return tokens
}

/**
 * Whether one token says what is looked for: the same, or a full date for a day or a month of it, or a time with
 * seconds for one without. Never a part of a word or of a number: 41 is not in 4100.
 */
function says(token: string, wanted: string): boolean {
  if (token === wanted) return true
  if (/^\d\d:\d\d$/.test(wanted)) return token.startsWith(`${wanted}:`)
  if (!/^\d{4}-\d\d-\d\d$/.test(token)) return false
  return (
    (wanted.startsWith('--') && token.endsWith(wanted.slice(1))) ||
    (/^\d{4}-\d\d$/.test(wanted) && token.startsWith(`${wanted}-`))
  )
}

/** Where `phrase` first stands in `tokens`, word for word; -1 when it does not. An empty phrase stands nowhere. */
export function findPhrase(tokens: readonly string[], phrase: readonly string[]): number {
  if (phrase.length === 0) return -1
  return tokens.findIndex((_, start) => phrase.every((wanted, index) => says(tokens[start + index] ?? '', wanted)))
}

/** English words that are months only when written with a capital, unless a year follows. */
const AMBIGUOUS = new Set(['may', 'march', 'mar'])

function read(match: RegExpMatchArray, months: ReadonlyMap<string, number>): string[] {
  const [whole] = match
  const groups: Partial<Record<string, string>> = match.groups ?? {}
  const monthOf = (name = '') => months.get(name.toLowerCase().replace(/\s+/g, ' ')) ?? 0
  const plain = () => whole.toLowerCase().match(/\d+|[\p{L}\p{M}]+/gu) ?? []

  if (groups.chinese) return dateToken(...numbers(groups.chinese)) ?? plain()
  if (groups.yearFirst) return dateToken(...numbers(groups.yearFirst)) ?? plain()
  if (groups.dayFirst) return readDayFirst(groups.dayFirst) ?? [groups.dayFirst]
  for (const form of ['1', '2']) {
    const [day, month, year] = [groups[`d${form}`], groups[`m${form}`], groups[`y${form}`]]
    if (day && month) return dateToken(Number(year), monthOf(month), Number(day)) ?? plain()
  }
  for (const form of ['3', '4']) {
    const [day, month] = [groups[`d${form}`], groups[`m${form}`]]
    if (!day || !month) continue
    // A leap year: 29 February is a day.
    const token = AMBIGUOUS.has(month) ? null : dateToken(2028, monthOf(month), Number(day))
    return token ? [`-${(token[0] ?? '').slice(4)}`] : plain()
  }
  if (groups.m5) return [`${groups.y5}-${twoDigits(monthOf(groups.m5))}`]
  if (groups.time) return [groups.time.replace(/^\d:/, '0$&')]
  if (groups.grouped) return [groups.grouped.replace(/\D/g, '')]
  return [whole.toLowerCase()]
}

const twoDigits = (value: number) => String(value).padStart(2, '0')
const numbers = (text: string) => (text.match(/\d+/g) ?? []).map(Number) as [number, number, number]

/** Null when there is no such day. */
function dateToken(year: number, month: number, day: number): string[] | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return [`${year}-${twoDigits(month)}-${twoDigits(day)}`]
}

/**
 * With dots the day comes first wherever that is written. With slashes or hyphens it depends on the country: read only
 * where one of the two numbers can be no month, or both are the same.
 */
function readDayFirst(text: string): string[] | null {
  const [first, second, year] = numbers(text)
  if (text.includes('.')) return dateToken(year, second, first)
  if (first > 12 || first === second) return dateToken(year, second, first)
  if (second > 12) return dateToken(year, first, second)
  return null
}
