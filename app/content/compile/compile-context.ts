import type { TermDefinition } from '../glossary/term-definition.ts'
import type { VerifiedQuote } from '../quotes/quote.ts'

/** A file that a text shows or offers, as it is served. */
export type MediaFile = {
  /** Address of the file itself, or of the largest picture. */
  href: string
  /** SHA-256 of the bytes that its author made, as hex. */
  source: string
  /** Media type. */
  type: string
  bytes: number
  /** In pixels; null for what is not a picture. */
  width: number | null
  height: number | null
  /** A picture in all its widths and formats: the type that browsers should prefer first, smallest first within it. */
  variants: readonly { href: string; type: string; width: number; bytes: number }[]
  /** Text of a transcript, for the page to show: paragraphs with empty lines between. */
  text: string | null
}

/** What other files contribute to a document. Keys are as written in the document; only what it uses is here. */
export type CompileContext = {
  /** Language of the course. */
  language: string
  /** Site address of each relative link. */
  links: Readonly<Record<string, string>>
  /** By kind and path: `mediaKey` in app/content/media/media-kinds.ts. */
  media: Readonly<Record<string, MediaFile>>
  /** By id. */
  terms: Readonly<Record<string, TermDefinition>>
  /** Text of each partial, by path. */
  partials: Readonly<Record<string, string>>
  /** Quotations that are the official words, by `quoteKey` in app/content/quotes/quote.ts. */
  quotes: Readonly<Record<string, VerifiedQuote>>
}

export const emptyContext: CompileContext = {
  language: 'en',
  links: {},
  media: {},
  terms: {},
  partials: {},
  quotes: {},
}
