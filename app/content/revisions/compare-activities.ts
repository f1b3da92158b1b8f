import { parseQuizSettings, type QuizSettings } from '../quiz-settings.ts'
import { compareBlocks, type ComparedDocument } from './compare-blocks.ts'
import { authorPart } from './edition.ts'
import { longestRising } from './longest-run.ts'
import type { FieldChange, RevisionChange } from './revision-change.ts'

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
  /** JSON as stored, or complete: compared as the rules it tells. */
  quizSettings: string | null
}

/** By their hash: those at hand. Of others it is told that they changed, not where. */
export type ComparedDocuments = ReadonlyMap<string, ComparedDocument>

/**
 * Activities added, removed, changed (text, title, settings) or moved (to another place in the order or another
 * module) from one edition to the next, in the order of the new one, removed ones last.
 */
export function compareActivities(
  before: readonly ComparedActivity[],
  after: readonly ComparedActivity[],
  documents: ComparedDocuments = new Map(),
): RevisionChange[] {
  const old = new Map(before.map((activity) => [activity.activityId, activity]))
  const kept = new Set(after.map((activity) => activity.activityId))
  const moved = movedIds(before, after)
  const changes: RevisionChange[] = []
  for (const activity of after) {
    const line = { kind: activity.kind, id: activity.activityId, title: activity.title }
    const previous = old.get(activity.activityId)
    if (!previous) changes.push({ change: 'added', ...line })
    else if (differs(previous, activity))
      changes.push({ change: 'changed', ...line, ...details(previous, activity, documents) })
    else if (moved.has(activity.activityId)) changes.push({ change: 'moved', ...line })
  }
  for (const { activityId: id, kind, title } of before) {
    if (!kept.has(id)) changes.push({ change: 'removed', kind, id, title })
  }
  return changes
}

/** The documents that `compareActivities` can make use of: those of activities whose text is another. */
export function documentsToCompare(before: readonly ComparedActivity[], after: readonly ComparedActivity[]): string[] {
  const old = new Map(before.map((activity) => [activity.activityId, activity.documentHash]))
  return after.flatMap(({ activityId, documentHash }) => {
    const previous = old.get(activityId)
    return previous === undefined || isSameText(previous, documentHash) ? [] : [previous, documentHash]
  })
}

const isSameText = (one: string, other: string) => authorPart(one) === authorPart(other)

function differs(before: ComparedActivity, after: ComparedActivity): boolean {
  return !isSameText(before.documentHash, after.documentHash) || fieldChanges(before, after).length > 0
}

function details(
  before: ComparedActivity,
  after: ComparedActivity,
  documents: ComparedDocuments,
): Pick<RevisionChange, 'fields' | 'blocks'> {
  const fields = fieldChanges(before, after)
  if (isSameText(before.documentHash, after.documentHash)) return { fields, blocks: [] }
  const [old, now] = [documents.get(before.documentHash), documents.get(after.documentHash)]
  const blocks = old && now ? compareBlocks(old, now) : null
  return blocks ? { fields, blocks } : { fields }
}

function fieldChanges(before: ComparedActivity, after: ComparedActivity): FieldChange[] {
  const changes: FieldChange[] = []
  if (before.title !== after.title) changes.push({ field: 'title', before: before.title, after: after.title })
  if (before.slug !== after.slug) changes.push({ field: 'address', before: before.slug, after: after.slug })
  if (before.summary !== after.summary) changes.push({ field: 'summary' })
  if (before.minutes !== after.minutes) changes.push({ field: 'minutes', before: before.minutes, after: after.minutes })
  if (before.quizSettings === after.quizSettings) return changes
  const [old, now] = [settingsOf(before), settingsOf(after)]
  if (old && now && old.passMark !== now.passMark) {
    changes.push({ field: 'passMark', before: old.passMark, after: now.passMark })
  }
  const { passMark: _old, ...oldRest } = old ?? { passMark: 0 }
  const { passMark: _now, ...nowRest } = now ?? { passMark: 0 }
  if (JSON.stringify(oldRest) !== JSON.stringify(nowRest)) changes.push({ field: 'settings' })
  return changes
}

function settingsOf({ quizSettings }: ComparedActivity): QuizSettings | null {
  return quizSettings === null ? null : parseQuizSettings(quizSettings)
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
