import type { ArticleReference } from '#app/convention/article-reference.ts'
import type { Question, QuizSettings } from '../question.ts'

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
  quiz: QuizSettings | null
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
  /** Hash of all of the above. */
  contentHash: string
  /** The course.yaml it was read from, as problems name it. */
  sourceFile: string
}

/** One line of "what changed against the edition before". */
export type RevisionChange = {
  change: 'added' | 'removed' | 'changed' | 'moved'
  kind: 'lesson' | 'quiz'
  id: string
  title: string
}

/** What of an activity is compared between editions. */
export type ComparedActivity = {
  activityId: string
  kind: 'lesson' | 'quiz'
  moduleId: string | null
  slug: string
  title: string
  summary: string
  minutes: number
  documentHash: string
  /** JSON as stored; compared as text. */
  quizSettings: string | null
}

/**
 * A document's hash is `<author's part>.<compiler's part>`: the first tells what the author wrote, the second which
 * compiler made HTML of it. Only the first counts as a change of the course.
 */
export function authorPart(documentHash: string): string {
  return documentHash.split('.')[0] ?? documentHash
}

/**
 * Activities added, removed, changed (text, title, settings) or moved (to another place in the order or another
 * module) from one edition to the next, in the order of the new one, removed ones last.
 */
export function compareActivities(
  before: readonly ComparedActivity[],
  after: readonly ComparedActivity[],
): RevisionChange[] {
  const old = new Map(before.map((activity) => [activity.activityId, activity]))
  const kept = new Set(after.map((activity) => activity.activityId))
  const moved = movedIds(before, after)
  const changes: RevisionChange[] = []
  for (const activity of after) {
    const line = { kind: activity.kind, id: activity.activityId, title: activity.title }
    const previous = old.get(activity.activityId)
    if (!previous) changes.push({ change: 'added', ...line })
    else if (fingerprint(previous) !== fingerprint(activity)) changes.push({ change: 'changed', ...line })
    else if (moved.has(activity.activityId)) changes.push({ change: 'moved', ...line })
  }
  for (const { activityId: id, kind, title } of before) {
    if (!kept.has(id)) changes.push({ change: 'removed', kind, id, title })
  }
  return changes
}

function fingerprint(activity: ComparedActivity): string {
  const { slug, title, summary, minutes, documentHash, quizSettings } = activity
  return JSON.stringify([slug, title, summary, minutes, authorPart(documentHash), quizSettings])
}

/** Activities whose module is another one, or that stand outside the longest run both editions have in one order. */
function movedIds(before: readonly ComparedActivity[], after: readonly ComparedActivity[]): Set<string> {
  const placeBefore = new Map(before.map((activity, index) => [activity.activityId, index]))
  const moduleBefore = new Map(before.map((activity) => [activity.activityId, activity.moduleId]))
  const common = after.filter((activity) => placeBefore.has(activity.activityId))
  const places = common.map((activity) => placeBefore.get(activity.activityId) ?? 0)
  const still = longestRising(places)
  return new Set(
    common
      .filter((activity, index) => !still.has(index) || moduleBefore.get(activity.activityId) !== activity.moduleId)
      .map((activity) => activity.activityId),
  )
}

/** Indexes of one longest rising subsequence (patience sorting would be faster; courses are short). */
function longestRising(values: readonly number[]): Set<number> {
  const best = values.map(() => 1)
  const from = values.map(() => -1)
  let end = -1
  values.forEach((value, index) => {
    for (let earlier = 0; earlier < index; earlier += 1) {
      const length = (best[earlier] ?? 0) + 1
      if ((values[earlier] ?? 0) < value && length > (best[index] ?? 0)) {
        best[index] = length
        from[index] = earlier
      }
    }
    if (end < 0 || (best[index] ?? 0) > (best[end] ?? 0)) end = index
  })
  const run = new Set<number>()
  for (let index = end; index >= 0; index = from[index] ?? -1) run.add(index)
  return run
}
