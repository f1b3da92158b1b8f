import { and, desc, eq, isNotNull, isNull, lt, ne, or, type SQL } from 'drizzle-orm'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { findTaughtOutline } from '#app/content/teaching/taught-outline-queries.server.ts'
import { taughtBy } from '#app/content/teaching/teaching-queries.server.ts'
import { personHolds } from '#app/identity/accounts/person-search.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { attempt } from '#db/schema/assessment.ts'
import { course } from '#db/schema/content.ts'
import { account, agency } from '#db/schema/identity.ts'
import { scorePercent } from '../marking.ts'
import type { AttemptCursor, AttemptListAddress, AttemptState } from './attempt-filter.ts'

export const ATTEMPTS_PER_PAGE = 50

/** An attempt in the list of who examines a course; times in milliseconds UTC. */
export type ListedAttempt = {
  id: string
  person: { username: string; displayName: string }
  quizId: string
  number: number
  startedAt: number
  dueAt: number | null
  /** Per cent of the limit that it was lengthened by. */
  extraTime: number
  submittedAt: number | null
  endedBy: 'person' | 'time' | null
  scorePercent: number | null
  passed: boolean | null
}

/** The course at an address with its quizzes; null outside the viewer's scope, and for one that is not published. */
export async function findExaminedCourse({
  viewer,
  slug,
}: {
  viewer: Viewer
  slug: string
}): Promise<{ outline: CourseOutline; quizzes: Activity[] } | null> {
  const outline = await findTaughtOutline({ viewer, slug })
  return outline && { outline, quizzes: outline.activities.filter(({ kind }) => kind === 'quiz') }
}

/** Attempts at a course that the viewer teaches, latest begun first, so many a page, and where the next one begins. */
export async function listExaminedAttempts({
  viewer,
  courseId,
  quizId,
  filter: { state, person, before },
}: {
  viewer: Viewer
  courseId: string
  /** Null for every quiz. */
  quizId: string | null
  filter: AttemptListAddress
}): Promise<{ attempts: ListedAttempt[]; next: AttemptCursor | null }> {
  const rows = await reader
    .select({
      id: attempt.id,
      person: { username: account.username, displayName: account.displayName },
      quizId: attempt.quizId,
      number: attempt.number,
      startedAt: attempt.startedAt,
      dueAt: attempt.dueAt,
      extraTime: attempt.extraTime,
      submittedAt: attempt.submittedAt,
      endedBy: attempt.endedBy,
      score: attempt.score,
      maxScore: attempt.maxScore,
      passed: attempt.passed,
    })
    .from(attempt)
    .innerJoin(course, eq(course.id, attempt.courseId))
    .innerJoin(account, eq(account.id, attempt.accountId))
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(
      and(
        taughtBy(viewer),
        eq(attempt.courseId, courseId),
        quizId === null ? undefined : eq(attempt.quizId, quizId),
        isIn(state),
        person === '' ? undefined : personHolds(person),
        before === null
          ? undefined
          : or(
              lt(attempt.startedAt, before.startedAt),
              and(eq(attempt.startedAt, before.startedAt), lt(attempt.id, before.id)),
            ),
      ),
    )
    .orderBy(desc(attempt.startedAt), desc(attempt.id))
    .limit(ATTEMPTS_PER_PAGE + 1)
  const attempts = rows.slice(0, ATTEMPTS_PER_PAGE).map(({ score, maxScore, ...row }) => ({
    ...row,
    scorePercent: row.submittedAt === null ? null : scorePercent(score ?? 0, maxScore ?? 0),
  }))
  const last = attempts.at(-1)
  return { attempts, next: rows.length > ATTEMPTS_PER_PAGE && last ? { startedAt: last.startedAt, id: last.id } : null }
}

/** The condition that an attempt stands so: the twin of `attemptState`. */
function isIn(state: AttemptState | null): SQL | undefined {
  switch (state) {
    case null:
      return undefined
    case 'under-way':
      return isNull(attempt.submittedAt)
    case 'time-over':
      return and(isNotNull(attempt.submittedAt), eq(attempt.endedBy, 'time'))
    case 'handed-in':
      return and(isNotNull(attempt.submittedAt), or(isNull(attempt.endedBy), ne(attempt.endedBy, 'time')))
  }
}
