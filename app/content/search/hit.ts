import type { HitKind } from './passage.ts'
import type { TextRun } from './snippet.ts'

/** A result as it is shown. */
export type Hit = {
  kind: HitKind
  href: string
  /** Language of its words (BCP 47). */
  language: string
  title: readonly TextRun[]
  /** Of the section that the result leads to; empty when it leads to the beginning. */
  heading: readonly TextRun[]
  passage: readonly TextRun[]
  /** Further sections of the same lesson. */
  also: readonly { href: string; heading: string }[]
  /** Null for an article. */
  course: { title: string; language: string } | null
  /** Number of an article; else null. */
  article: number | null
  /** Whether the words of an article are the official text, not a summary. */
  isOfficial: boolean
}
