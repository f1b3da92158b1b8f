import type { ArticleReference } from '#app/convention/article-reference.ts'
import type { TermDefinition } from '../glossary/term-definition.ts'
import type { Question } from '../question.ts'
import type { WrittenSettings } from '../quiz-settings.ts'

export const levels = ['introductory', 'intermediate', 'advanced'] as const
export type Level = (typeof levels)[number]

export type EditionQuestion = {
  id: string
  /** Hash of the question's content. */
  hash: string
  question: Question
}

const partKinds = ['scenario', 'scene', 'request', 'reflection'] as const

/** What of a lesson besides its questions has a permanent id. */
export type PartKind = (typeof partKinds)[number]
export type EditionPart = { id: string; kind: PartKind }

export function isPartKind(kind: string): kind is PartKind {
  return partKinds.some((one) => one === kind)
}

/** A lesson or quiz of an edition, with everything the tables keep of it. */
export type EditionActivity = {
  id: string
  kind: 'lesson' | 'quiz'
  moduleId: string | null
  slug: string
  title: string
  summary: string
  minutes: number
  articles: readonly ArticleReference[]
  objectives: readonly string[]
  quiz: WrittenSettings | null
  /** A document in `compiled_document`. */
  documentHash: string
  questions: readonly EditionQuestion[]
  partIds: readonly EditionPart[]
}

/** A course that is checked and compiled: what a revision is made of. */
export type Edition = {
  courseId: string
  slug: string
  title: string
  summary: string
  audience: string
  language: string
  level: Level
  objectives: readonly { id: string; text: string }[]
  /** Ids once published and withdrawn on purpose. */
  retired: readonly string[]
  modules: readonly { id: string; title: string; summary: string }[]
  /** In course order; those of no module last. */
  activities: readonly EditionActivity[]
  /** The terms that its lessons use. */
  terms: readonly TermDefinition[]
  /** Hash of all of the above. */
  contentHash: string
  /** The course.yaml it was read from, as problems name it. */
  sourceFile: string
}

/**
 * A document's hash is `<author's part>.<compiler's part>`: the first tells what the author wrote, the second which
 * compiler made HTML of it. Only the first counts as a change of the course.
 */
export function authorPart(documentHash: string): string {
  return documentHash.split('.')[0] ?? documentHash
}
