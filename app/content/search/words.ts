import { looseForms } from './loose-forms.ts'

/**
 * A word of a text with its place, or a run of Chinese or Japanese characters. A Chinese text has no spaces, so a run
 * is looked up by the pairs of neighbouring characters in it.
 */
export type Piece = {
  /** As it is looked up: small letters without accents. Of a run: its characters. */
  word: string
  isRun: boolean
  /** Offsets in the text. */
  start: number
  end: number
}

const WORD = /[\p{L}\p{N}\p{M}\p{Cf}]+/gu
const RUN = /(?:[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]\p{M}*)+/gu
const HAS_RUN = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u
const LETTER = /\p{L}/u
const APOSTROPHE = /['’ʼ]/

/** A longer word is cut: nobody looks for it, and the index need not carry it. */
const LONGEST_WORD = 60

/** Letters that are other letters to Unicode and the same to a reader in search of a word. */
const sameLetter: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ς: 'σ',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ہ: 'ه',
}
const OTHER_LETTER = new RegExp(`[${Object.keys(sameLetter).join('')}]`, 'g')

/** Zero of the digits of Arabic and of Persian and Urdu. */
const zeros = [0x0660, 0x06f0]

/**
 * A word as it is looked up, the same for the index and for what is typed: small letters; no accents, Arabic vowel
 * signs, tatweel or invisible marks; Arabic letters that are often written for each other as one (أ إ آ ٱ ا, ى ي ئ, ة ه, ؤ و);
 * digits 0 to 9. Only letters and digits are left, perhaps none. й is a letter of its own, ё is е.
 */
export function foldWord(word: string): string {
  if (/^[\0-\x7f]*$/.test(word)) return word.toLowerCase().replace(/[^a-z0-9]/g, '')
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/и\u0306/g, 'й')
    .replace(/[\p{M}\p{Cf}\u0640]/gu, '')
    .replace(OTHER_LETTER, (letter) => sameLetter[letter] ?? letter)
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .normalize('NFC')
}

function digit(sign: string): string {
  const code = sign.charCodeAt(0)
  const zero = zeros.find((one) => code >= one && code < one + 10) ?? code
  return String(code - zero)
}

/** The words and runs of a text, in its order. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  for (const { 0: raw, index } of text.matchAll(WORD)) {
    if (!HAS_RUN.test(raw)) {
      add(pieces, text, raw, index, false)
      continue
    }
    let from = 0
    for (const run of raw.matchAll(RUN)) {
      if (run.index > from) add(pieces, text, raw.slice(from, run.index), index + from, false)
      add(pieces, text, run[0], index + run.index, true)
      from = run.index + run[0].length
    }
    if (from < raw.length) add(pieces, text, raw.slice(from), index + from, false)
  }
  return pieces
}

function add(pieces: Piece[], text: string, raw: string, start: number, isRun: boolean): void {
  const end = start + raw.length
  const word = foldWord(raw)
  if (word && !isElided(text, word, start, end)) {
    pieces.push({ word: isRun ? word : word.slice(0, LONGEST_WORD), isRun, start, end })
  }
}

/** The l of "l'article", the qu of "qu'il", the s of "State's". */
function isElided(text: string, word: string, start: number, end: number): boolean {
  if (word.length > 1 && word !== 'qu') return false
  const next = APOSTROPHE.test(text.charAt(end)) && LETTER.test(text.charAt(end + 1))
  const before = APOSTROPHE.test(text.charAt(start - 1)) && LETTER.test(text.charAt(start - 2))
  return next || before
}

/** The pairs of neighbouring characters of a run: 网络犯罪 gives 网络, 络犯, 犯罪. A single character is itself. */
export function pairsOf(run: string): string[] {
  const characters = [...run]
  if (characters.length < 2) return characters
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

/**
 * The words of a text for the index, parted by spaces. A run is followed by its last character, so that every
 * character begins something: one character is looked for by what begins with it.
 */
export function indexWords(text: string): string {
  return piecesOf(text)
    .flatMap(({ word, isRun }) => (isRun && word.length > 1 ? [...pairsOf(word), [...word].at(-1)] : word))
    .join(' ')
}

/** The other forms of the words of a text, as the index keeps them beside it. Each once. */
export function indexForms(text: string): string {
  const forms = new Set<string>()
  for (const { word, isRun } of piecesOf(text)) if (!isRun) for (const form of looseForms(word)) forms.add(form)
  return [...forms].join(' ')
}
