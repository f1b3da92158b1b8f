import type { Question } from './question.ts'

/** A piece of a lesson: finished HTML, or the place of a practice question. */
export type DocumentPart = { kind: 'html'; html: string } | { kind: 'check'; questionId: string }

/** What a source file compiles to: everything a page needs, so that no request compiles. */
export type CompiledDocument = {
  /** Empty for a quiz. */
  parts: readonly DocumentPart[]
  headings: readonly { id: string; text: string; depth: number }[]
  /** Words of running text. */
  words: number
  /** In authored order. */
  questions: readonly Question[]
}
