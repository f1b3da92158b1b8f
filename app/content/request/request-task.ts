import type { ArticleReference } from '#app/convention/article-reference.ts'
import type { RequestKind } from './request-kinds.ts'

/** Something that an element must say, or must not. Any of the spellings counts. */
export type RubricFact = {
  /** What it is, in the author's words: "the case number". */
  name: string
  spellings: readonly string[]
  /** Must say: where to look. Must not say: why not. Empty when the author wrote nothing. */
  hintHtml: string
}

export type ReplyCase = 'right' | 'incomplete' | 'too-much'

/** How one element is marked, and what the receiving authority would answer to it. */
export type Rubric = {
  /** One of the kind's elements. */
  element: string
  must: readonly RubricFact[]
  mustNot: readonly RubricFact[]
  modelHtml: string
  /** 'too-much' is empty where nothing is forbidden. */
  replies: Readonly<Record<ReplyCase, string>>
}

export type BasisOption = {
  /** Tells the option in a draft and a form, whatever its place: its words. */
  key: string
  html: string
  correct: boolean
  feedbackHtml: string
}

/** A drafting task as authored: what a request to another authority must and must not say. */
export type RequestTask = {
  id: string
  title: string
  kind: RequestKind
  articles: readonly ArticleReference[]
  objective: string | null
  /** What to do, and the case file. */
  introHtml: string
  /** The words of `introHtml`, to know a draft that only copies them. */
  caseText: string
  basis: { stemHtml: string; options: readonly BasisOption[] }
  /** In the order of the kind's elements. */
  rubrics: readonly Rubric[]
}

/** The most characters that one element of a draft may have: a page of text. */
export const LONGEST_ELEMENT = 4000

/** Whether two wordings of a task are marked alike and say the same. */
export function isSameTask(one: RequestTask, other: RequestTask): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
