import { type Counting, isDoneByHandingIn } from '#app/content/quiz-settings.ts'
import type { LearningEvent } from './learning-event.ts'

/** How far one person has come with one lesson or quiz. */
export type ActivitySummary = {
  accountId: string
  activityId: string
  courseId: string
  firstOpenedAt: number
  lastActiveAt: number
  /** The result that counts, per cent: the best, unless the quiz counts the first or the last. Null without one. */
  bestScore: number | null
  attempts: number
  completedAt: number | null
  completedRevisionId: string | null
}

/** How far one person has come with one course, but for the count of done activities, which depends on the edition. */
export type CourseSummary = {
  accountId: string
  courseId: string
  startedAt: number
  lastActiveAt: number
  resumeActivityId: string
  /** The edition of the last visit to a lesson. */
  lastRevisionId: string | null
  finalScore: number | null
  completedAt: number | null
  completedRevisionId: string | null
}

/** All that is summed up of one person in one course. */
export type Summaries = {
  course: CourseSummary | null
  activities: ReadonlyMap<string, ActivitySummary>
}

/** A repeated visit is recorded again only after this long, in milliseconds. */
export const VISIT_LASTS = 5 * 60_000

/**
 * The summaries after an event. The one rule by which they change, live and when they are rebuilt.
 * Completions are set once, never moved or cleared; times of activity never go back. What was marked anew may complete a
 * quiz; the results in the summaries follow by `withCorrections`. That an attempt was reopened is no act of the person's and
 * changes nothing by itself: once it is recorded, their summaries are made again.
 */
export function applyEvent(before: Summaries, event: LearningEvent): Summaries {
  if (event.verb === 'quiz-reopened') return before
  const course = applyToCourse(before.course, event)
  if (event.activityId === '') return { ...before, course }
  const activities = new Map(before.activities)
  activities.set(event.activityId, applyToActivity(before.activities.get(event.activityId), event))
  return { course, activities }
}

/**
 * The summaries after a result that was withdrawn later (`findWithdrawn`): it counts neither as an attempt nor as a score.
 * That the person was there, and what it completed, stays.
 */
export function applyWithdrawn(before: Summaries, event: LearningEvent): Summaries {
  const { course, activities } = applyEvent(before, event)
  const activity = activities.get(event.activityId)
  if (!course || !activity) return before
  const { attempts, bestScore } = before.activities.get(event.activityId) ?? { attempts: 0, bestScore: null }
  return {
    course: { ...course, finalScore: before.course?.finalScore ?? null },
    activities: new Map(activities).set(event.activityId, { ...activity, attempts, bestScore }),
  }
}

function applyToCourse(before: CourseSummary | null, event: LearningEvent): CourseSummary {
  const { accountId, courseId, occurredAt } = event
  const course = before ?? {
    accountId,
    courseId,
    startedAt: occurredAt,
    lastActiveAt: occurredAt,
    resumeActivityId: '',
    lastRevisionId: event.courseRevisionId,
    finalScore: null,
    completedAt: null,
    completedRevisionId: null,
  }
  const active = { ...course, lastActiveAt: Math.max(course.lastActiveAt, occurredAt) }
  switch (event.verb) {
    case 'lesson-opened':
      return { ...active, resumeActivityId: event.activityId, lastRevisionId: event.courseRevisionId }
    case 'quiz-started':
      return { ...active, resumeActivityId: event.activityId }
    case 'quiz-regraded':
      return course
    case 'quiz-submitted':
      if (event.result.quizKind !== 'final') return active
      return { ...active, finalScore: counted(course.finalScore, event.result) }
    case 'course-completed':
      return complete(event.result.byCorrection ? course : active, event)
    default:
      return active
  }
}

function applyToActivity(before: ActivitySummary | undefined, event: LearningEvent): ActivitySummary {
  const { accountId, courseId, activityId, occurredAt } = event
  const activity = before ?? {
    accountId,
    activityId,
    courseId,
    firstOpenedAt: occurredAt,
    lastActiveAt: occurredAt,
    bestScore: null,
    attempts: 0,
    completedAt: null,
    completedRevisionId: null,
  }
  const active = { ...activity, lastActiveAt: Math.max(activity.lastActiveAt, occurredAt) }
  switch (event.verb) {
    case 'lesson-read':
      return complete(active, event)
    case 'quiz-regraded':
      return event.result.passed ? complete(activity, event) : activity
    case 'quiz-submitted': {
      const { passed, quizKind } = event.result
      const marked = { ...active, attempts: active.attempts + 1, bestScore: counted(active.bestScore, event.result) }
      return passed || isDoneByHandingIn(quizKind) ? complete(marked, event) : marked
    }
    default:
      return active
  }
}

function complete<Summary extends { completedAt: number | null; completedRevisionId: string | null }>(
  summary: Summary,
  event: LearningEvent,
): Summary {
  if (summary.completedAt !== null) return summary
  return { ...summary, completedAt: event.occurredAt, completedRevisionId: event.courseRevisionId }
}

/** The result that counts after another attempt was handed in. */
function counted(
  before: number | null,
  { scorePercent, counts = 'best' }: { scorePercent: number; counts?: Counting },
): number {
  if (before === null || counts === 'last') return scorePercent
  return counts === 'first' ? before : Math.max(before, scorePercent)
}

/** How many of an edition's activities are completed. */
export function countCompleted(edition: readonly string[], activities: Summaries['activities']): number {
  return edition.filter((activityId) => (activities.get(activityId)?.completedAt ?? null) !== null).length
}

/** Whether every activity of an edition is completed. An edition without activities cannot be completed. */
export function isAllDone(completed: number, total: number): boolean {
  return total > 0 && completed >= total
}

/**
 * Where to take up a course again: what was opened last if it is still there and not completed; else the next in course
 * order that is not completed, from there on and then from the start. When all is done, what was opened last, or the
 * first. Null for an edition without activities.
 */
export function activityToResume<Activity extends { id: string }>(
  activities: readonly Activity[],
  resumeActivityId: string | null,
  isCompleted: (activityId: string) => boolean,
): Activity | null {
  const last = Math.max(
    0,
    activities.findIndex(({ id }) => id === resumeActivityId),
  )
  const fromThere = [...activities.slice(last), ...activities.slice(0, last)]
  return fromThere.find(({ id }) => !isCompleted(id)) ?? activities[last] ?? null
}

/**
 * Whether opening a lesson of an edition tells anything new: another lesson than last time, a visit after a while, or
 * the first to this edition.
 */
export function isNewVisit(
  course: Pick<CourseSummary, 'resumeActivityId' | 'lastActiveAt' | 'lastRevisionId'> | null,
  { activityId, revisionId, now }: { activityId: string; revisionId: string; now: number },
): boolean {
  if (!course || course.resumeActivityId !== activityId || course.lastRevisionId !== revisionId) return true
  return now - course.lastActiveAt > VISIT_LASTS
}
