import { findOutline } from '#app/content/course-queries.server.ts'
import type { CourseOutline } from '#app/content/outline.ts'
import { resumePoint, type Standing, standingOf } from './course-standing.ts'
import { countAdded } from './edition-difference.ts'
import { type EditionNews, findNewsOfCourse } from './edition-news-queries.server.ts'
import {
  type ActivityState,
  type CourseState,
  findActivityStates,
  findCourseProgress,
} from './progress-queries.server.ts'

/** How a person stands in a course and each of its activities. */
export type OwnCourse = {
  standing: Standing
  state: CourseState | null
  activities: ReadonlyMap<string, ActivityState>
  resume: { activityId: string; title: string; href: string } | null
  /** What came out since the last visit. */
  news: EditionNews | null
  completion: {
    at: number
    revisionNumber: number
    /** What the current edition has beyond the one that was completed; null when that is the current one. */
    added: { lessons: number; quizzes: number } | null
  } | null
}

/** For the page of a course: where this person stands in it, what to go on with, and what is new since they completed it. */
export async function findOwnCourse({
  accountId,
  outline,
}: {
  accountId: string
  outline: CourseOutline
}): Promise<OwnCourse> {
  const own = { accountId, courseId: outline.courseId }
  const [state, activities, news] = await Promise.all([
    findCourseProgress(own),
    findActivityStates(own),
    findNewsOfCourse(own),
  ])
  return {
    standing: standingOf(state, outline.activities.length),
    state,
    activities,
    resume: resumePoint(outline, state, activities),
    news,
    completion: await completionOf(state, outline),
  }
}

async function completionOf(state: CourseState | null, outline: CourseOutline): Promise<OwnCourse['completion']> {
  if (!state || state.completedAt === null || state.completedRevisionId === null) return null
  const at = state.completedAt
  const edition = await findOutline(state.completedRevisionId)
  const revisionNumber = edition?.revisionNumber ?? outline.revisionNumber
  const isCurrent = !edition || edition.revisionId === outline.revisionId
  return { at, revisionNumber, added: isCurrent ? null : countAdded(edition, outline) }
}
