import type { OfficialLanguage } from '#app/convention/official-language.ts'
import { comparedWords } from '#app/convention/quoted-words.ts'

/** Words given as the official text of an article or paragraph (null: anywhere in the article). */
export type Quote = { article: number; paragraph: number | null; text: string }

/** A quotation that was compared with the official text and found to be in it, word for word. */
export type VerifiedQuote = {
  language: OfficialLanguage
  /** The official words it was compared with: another text makes another document. */
  official: string
}

/** What tells quotations apart; white space does not. */
export function quoteKey({ article, paragraph, text }: Quote): string {
  return `${article}.${paragraph ?? ''} ${comparedWords(text)}`
}
