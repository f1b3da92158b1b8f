import { activityHref, type CourseOutline } from '#app/content/outline.ts'
import { activityToResume, isAllDone } from './progress.ts'

/** Where a person stands in a course, in the words a screen chooses its sentences and buttons by. */
export type Standing = 'not-started' | 'under-way' | 'all-done' | 'completed'

/**
 * 'all-done': nothing of the current edition is left undone, but the completion is not recorded, because an author
 * removed what was missing. 'completed' stays, whatever later editions add.
 */
export function standingOf(
  state: { completedActivities: number; completedAt: number | null } | null,
  activityCount: number,
): Standing {
  if (!state) return 'not-started'
  if (state.completedAt !== null) return 'completed'
  return isAllDone(state.completedActivities, activityCount) ? 'all-done' : 'under-way'
}

/** The lesson or quiz to go on with, and its address. Null for an edition without activities. */
export function resumePoint(
  outline: CourseOutline,
  state: { resumeActivityId: string } | null,
  activities: ReadonlyMap<string, { completedAt: number | null }>,
): { activityId: string; title: string; href: string } | null {
  const isCompleted = (id: string) => (activities.get(id)?.completedAt ?? null) !== null
  const activity = activityToResume(outline.activities, state?.resumeActivityId ?? null, isCompleted)
  return activity && { activityId: activity.id, title: activity.title, href: activityHref(outline, activity) }
}
