import type { OfficialLanguage } from '../official-language.ts'
import { arabicOrdinal, hanNumber, plainSigns, romanNumber } from './numerals.ts'

/** A line that could be the heading of a chapter or article. */
export type Heading = {
  kind: 'chapter' | 'article'
  number: number
  /** What follows on the same line: perhaps the title. */
  rest: string
  /** Whether a sign (a colon, a dash, wide space) parts the two. */
  parted: boolean
}

type Reading = { number: number; after: string }

const first = /^(?:premi[eè]re?|1(?:er|[èe]re)|primero|1[.º°]?o)(?![\p{L}\p{N}])/iu

/** A number in digits, Roman or as "premier", and what follows it. */
function latinNumber(text: string): Reading | null {
  const word = first.exec(text)
  if (word) return { number: 1, after: text.slice(word[0].length) }
  const digits = /^\(?(\d{1,3})\)?[º°]?(?![\p{L}\p{N}])/u.exec(text)
  if (digits) return { number: Number(digits[1]), after: text.slice(digits[0].length) }
  const roman = /^[IVXІХ]{1,6}(?![\p{L}\p{N}])/u.exec(text)
  const number = roman && romanNumber(roman[0])
  return number ? { number, after: text.slice(roman[0].length) } : null
}

function arabicNumber(text: string): Reading | null {
  const digits = /^\(?\s*(\d{1,3})\s*\)?(?![\p{L}\p{N}])/u.exec(text)
  if (digits) return { number: Number(digits[1]), after: text.slice(digits[0].length) }
  const word = arabicOrdinal(text)
  return word && { number: word.number, after: word.rest }
}

function hanReading(text: string): Reading | null {
  const match = /^(\d{1,3}|[一二三四五六七八九十]{1,4})/.exec(text)
  if (!match?.[1]) return null
  const number = /\d/.test(match[1]) ? Number(match[1]) : hanNumber(match[1])
  return number ? { number, after: text.slice(match[0].length) } : null
}

const words: Readonly<Record<Exclude<OfficialLanguage, 'zh'>, { article: RegExp; chapter: RegExp }>> = {
  en: { article: /^(?:Article|ARTICLE)\s+/, chapter: /^(?:Chapter|CHAPTER)\s+/ },
  fr: { article: /^(?:Article|ARTICLE)\s+/, chapter: /^(?:Chapitre|CHAPITRE)\s+/ },
  es: { article: /^(?:Art[ií]culo|ART[IÍ]CULO)\s+/, chapter: /^(?:Cap[ií]tulo|CAP[IÍ]TULO)\s+/ },
  ru: { article: /^(?:Статья|СТАТЬЯ)\s+/, chapter: /^(?:Глава|ГЛАВА)\s+/ },
  ar: { article: /^(?:ال)?مادة\s*/, chapter: /^(?:ال)?فصل\s+/ },
}

/** Reads a line as a heading of the language. Null when it is none; a sentence that begins like one is for the caller. */
export function readHeading(line: string, language: OfficialLanguage): Heading | null {
  const text = plainSigns(line.replace(/[\t\u3000]/g, '   ')).trim()
  for (const kind of ['article', 'chapter'] as const) {
    const read = language === 'zh' ? hanHeading(text, kind) : spelledHeading(text, words[language][kind], language)
    if (!read || read.number < 1) continue
    const sign = /^\s*[.:：．–—-]\s*|^\s{2,}/.exec(read.after)
    return { kind, number: read.number, rest: read.after.slice(sign?.[0].length ?? 0).trim(), parted: sign !== null }
  }
  return null
}

function hanHeading(text: string, kind: Heading['kind']): Reading | null {
  const start = /^第\s*/.exec(text)
  const read = start && hanReading(text.slice(start[0].length))
  const sign = read && (kind === 'article' ? /^\s*[条條]/ : /^\s*章/).exec(read.after)
  return sign ? { number: read.number, after: read.after.slice(sign[0].length) } : null
}

function spelledHeading(text: string, word: RegExp, language: OfficialLanguage): Reading | null {
  const start = word.exec(text)
  if (!start) return null
  const after = text.slice(start[0].length)
  return language === 'ar' ? arabicNumber(after) : latinNumber(after)
}

/** Whether words end where a sentence, an item or a paragraph may end. */
export function endsSentence(text: string): boolean {
  return (
    /[.;:!?؛؟。；：．…,،，、]["'”’»“」）)\]]*$/u.test(text) ||
    /(?:^|\s)(?:and|or|et|ou|y|o|и|или|أو|و)$|[和或及]$/u.test(text)
  )
}

/** "Annex" alone on a line, in any of the languages: what follows is no longer the Convention. */
export function isAnnex(line: string): boolean {
  return /^(?:annexe?|anexo|приложение|附件|(?:ال)?مرفق)(?:\s+[\dIVX]+)?$/iu.test(plainSigns(line).trim())
}

/** A line of a table of contents: dots lead to a page number. */
export function isContentsLine(line: string): boolean {
  return /(?:\.\s?){4,}\s*\d{1,3}$|…{2,}\s*\d{1,3}$|^\d{1,3}\s*(?:\.\s?){4,}/u.test(plainSigns(line).trim())
}
