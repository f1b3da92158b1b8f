import type { NumericQuestion, ShortQuestion } from '#app/content/question.ts'

/**
 * A typed text as it is compared: width and ligatures as in NFKC (Unicode Standard Annex 15), runs of white space as one
 * space, none at the ends; capitals and accents do not count unless `exact` names them (accents: the marks of Latin, Greek and Cyrillic letters, and the vowel signs of Arabic;
 * in other scripts such marks are letters). Punctuation at the end does not count.
 */
export function comparable(text: string, exact: readonly ('case' | 'accents')[] = []): string {
  let folded = text
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[.!?;,。؟۔]+$/u, '')
  if (!exact.includes('case')) folded = folded.toLowerCase()
  if (!exact.includes('accents'))
    folded = folded
      .normalize('NFD')
      .replace(/[\u0300-\u036f\u064b-\u0652\u0670]/g, '')
      .normalize('NFC')
  return folded
}

/** The foreseen answer that a typed text is; null when the author did not foresee it. */
export function findShortAnswer(question: ShortQuestion, text: string): ShortQuestion['answers'][number] | null {
  const typed = comparable(text, question.exact)
  return question.answers.find((answer) => comparable(answer.text, question.exact) === typed) ?? null
}

/**
 * The numbers that a typed text can mean, in the question's unit; none when it is no number. Digits of any script count,
 * spaces and apostrophes group them, and the unit may stand after. A single comma or point is read both ways, since
 * "1,500" is one and a half in Nairobi and in Dakar it is not.
 */
export function readNumbers(text: string, unit: string): number[] {
  let plain = comparable(toAsciiDigits(text))
  const measure = comparable(unit)
  if (measure !== '' && plain.endsWith(measure)) plain = plain.slice(0, -measure.length)
  plain = plain
    .replace(/[\s'’_٬]/gu, '')
    .replace(/٫/gu, ',')
    .replace(/−/gu, '-')
  const [, sign = '', digits = ''] = /^([+-]?)([\d.,]+)$/.exec(plain) ?? []
  if (!/\d/.test(digits)) return []
  const value = (written: string) => Number(`${sign}${written}`)
  const marks = digits.match(/[.,]/g) ?? []
  if (marks.length === 0) return [value(digits)]
  const decimal = marks[marks.length - 1] ?? ''
  const isLastAlone = marks.filter((mark) => mark === decimal).length === 1
  const [whole = '', fraction = ''] = splitLast(digits, decimal)
  const asDecimal = isLastAlone ? [value(`${whole.replace(/[.,]/g, '')}.${fraction}`)] : []
  const isGrouped = /^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(digits)
  const asGrouped = isGrouped ? [value(digits.replace(/[.,]/g, ''))] : []
  return [...new Set([...asDecimal, ...asGrouped])].filter((number) => Number.isFinite(number))
}

/** The foreseen value that a typed number is, within the tolerance; null when the author did not foresee it. */
export function findNumericAnswer(question: NumericQuestion, text: string): NumericQuestion['answers'][number] | null {
  const typed = readNumbers(text, question.unit)
  const near = (value: number) => typed.some((number) => Math.abs(number - value) <= question.tolerance + 1e-9)
  const found = question.answers.filter(({ value }) => near(value))
  return found.find(({ correct }) => correct) ?? found[0] ?? null
}

function splitLast(text: string, mark: string): [string, string] {
  const at = text.lastIndexOf(mark)
  return [text.slice(0, at), text.slice(at + 1)]
}

/** Decimal digits of every script as 0 to 9: in Unicode each ten of them stand in a row, beginning with zero. */
function toAsciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    let zero = code
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1
    return String(code - zero)
  })
}
