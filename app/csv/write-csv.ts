/** What a cell may hold; null is an empty cell. */
export type CsvValue = string | number | null

/** UTF-8's byte order mark: without it spreadsheets take the file for another encoding. */
export const CSV_START = '\uFEFF'

/**
 * Characters, also in full width, with which a spreadsheet would take a text for a formula (OWASP, CSV injection).
 * Apostrophes before them count: a text that has one by itself gets another, so that reading can take exactly one away.
 */
const FORMULA_START = /^(?='*[=+\-@\t\r\n＝＋－＠])/

/** The same behind a semicolon: where it separates cells (half of Europe, much of Africa), one would begin there. */
const FORMULA_INSIDE = /(;\s*)(?='*[=+\-@＝＋－＠])/g

/** One record after RFC 4180. Texts that a spreadsheet would run as a formula get an apostrophe in front. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

function cell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = disarm(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A text with an apostrophe wherever a spreadsheet would begin a formula. */
function disarm(text: string): string {
  return text.replace(FORMULA_INSIDE, "$1'").replace(FORMULA_START, "'")
}

/** The text that `csvLine` was given, from what a cell of such a file holds. Texts without that apostrophe stay. */
export function rearm(text: string): string {
  return text.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, '').replace(/(;\s*)'(?='*[=+\-@＝＋－＠])/g, '$1')
}
