import { hanNumber, plainSigns, romanNumber } from './numerals.ts'

/** How deep a label of some form stands, and which it is in its row. */
export type LabelReading = { depth: 0 | 1 | 2; ordinal: number; form: 'number' | 'han' | 'letter' | 'roman' | 'digit' }

/** What is printed before the words of a paragraph or item. */
export type Label = { label: string; rest: string; readings: readonly LabelReading[] }

const LATIN = 'abcdefghijklmnopqrstuvwxyz'
const CYRILLIC = 'абвгдежзиклмнопрстуфхцчшщэюя'
const ABJAD = 'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ'
/** Cyrillic letters that are typed for Latin ones of the same look. */
const LOOKALIKE = new Map([...'асеорхіу'].map((letter, index) => [letter, 'aceopxiy'[index] ?? '']))

/** Which letter of an alphabet it may be, counted from 1: "с" is the seventeenth in Russian, and looks like the third. */
function letterOrdinals(letter: string): number[] {
  const plain = letter.toLowerCase().replace('ا', 'أ')
  return [CYRILLIC.indexOf(plain), LATIN.indexOf(LOOKALIKE.get(plain) ?? plain), ABJAD.indexOf(plain)]
    .filter((index) => index >= 0)
    .map((index) => index + 1)
}

const forms: readonly [RegExp, (match: RegExpExecArray) => LabelReading[]][] = [
  // 1.  1 -  1、
  [
    /^(\d{1,2})\s?(?:[.、](?!\d)|[-–—](?=\s))/,
    ([, digits]) => [...reading(0, Number(digits), 'number'), ...reading(2, Number(digits), 'number')],
  ],
  // 一、
  [/^([一二三四五六七八九十]{1,3})\s?[、.]/, ([, han = '']) => reading(0, hanNumber(han), 'han')],
  // (一)
  [
    /^\(([一二三四五六七八九十]{1,3})\)/,
    ([, han = '']) => [...reading(1, hanNumber(han), 'han'), ...reading(2, hanNumber(han), 'han')],
  ],
  // ’1’ is the Arabic text's (i)
  [/^[’‘'"“”]\s?(\d{1,2})\s?[’‘'"“”]/, ([, digits]) => reading(2, Number(digits), 'roman')],
  // (1)
  [/^\((\d{1,2})\)/, ([, digits]) => [...reading(1, Number(digits), 'digit'), ...reading(2, Number(digits), 'digit')]],
  // (a)  a)  (i)  (أ)
  [
    /^\(?\s?([a-zа-яіأابجدهوزحطيكلمنسعفصقرشتثخذضظغ]{1,5})\s?\)/,
    ([, letters = '']) => [
      ...reading(2, romanNumber(letters), 'roman'),
      ...(letters.length === 1 ? letterOrdinals(letters).flatMap((ordinal) => reading(1, ordinal, 'letter')) : []),
    ],
  ],
]

function reading(depth: 0 | 1 | 2, ordinal: number | null, form: LabelReading['form']): LabelReading[] {
  return ordinal ? [{ depth, ordinal, form }] : []
}

/** The label that a text begins with, as far as its form tells; null when it begins with words. */
export function readLabel(text: string): Label | null {
  // Signs are made plain only to read them: what is printed is kept as it is.
  for (let length = Math.min(12, text.length); length > 0; length -= 1) {
    const head = text.slice(0, length)
    const plain = plainSigns(head)
    for (const [pattern, readingsOf] of forms) {
      const match = pattern.exec(`${plain}${text.slice(length, length + 1)}`)
      if (!match || match[0].length !== plain.trimEnd().length) continue
      const readings = readingsOf(match)
      const rest = text.slice(length).trim()
      if (readings.length > 0 && rest) return { label: head.trim(), rest, readings }
    }
  }
  return null
}
