import { findTextChanges, type TextChanges } from '#app/content/revisions/text-changes-queries.server.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import type { ActivityState } from './progress-queries.server.ts'

/**
 * What of a lesson changed since a person read it; null when they have not read it, or would notice nothing. Asks
 * nothing of those who read it on the current edition.
 */
export async function findLessonChanges({
  outline,
  lesson,
  read,
}: {
  outline: CourseOutline
  lesson: Activity
  read: Pick<ActivityState, 'completedAt' | 'completedRevisionId'> | null
}): Promise<(TextChanges & { readAt: number }) | null> {
  if (!read || read.completedAt === null || read.completedRevisionId === null) return null
  if (read.completedRevisionId === outline.revisionId) return null
  const changes = await findTextChanges({ activity: lesson, revisionId: read.completedRevisionId })
  return changes && { ...changes, readAt: read.completedAt }
}
