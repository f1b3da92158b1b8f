import { and, asc, count, desc, eq, isNull } from 'drizzle-orm'
import { taughtBy } from '#app/content/teaching/teaching-queries.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { regrade, regradeMark } from '#db/schema/assessment.ts'
import { course } from '#db/schema/content.ts'
import { account } from '#db/schema/identity.ts'
import type { Remedy } from './correction.ts'

/** A correction that was made. */
export type MadeRegrade = {
  id: string
  quizId: string
  questionId: string
  questionHash: string
  remedy: Remedy
  reason: string
  regradedAt: number
  /** Null where the account is gone. */
  by: string | null
  /** Attempts that were given another mark. */
  changed: number
  isFinished: boolean
}

/** More are not listed. */
export const MOST_LISTED = 100

/** The corrections in a course, or in one quiz of it, the latest first; nothing outside the viewer's scope. */
export async function listRegrades({
  viewer,
  courseId,
  quizId,
}: {
  viewer: Viewer
  courseId: string
  quizId: string
}): Promise<MadeRegrade[]> {
  const rows = await reader
    .select({
      id: regrade.id,
      quizId: regrade.quizId,
      questionId: regrade.questionId,
      questionHash: regrade.questionHash,
      remedy: regrade.remedy,
      reason: regrade.reason,
      regradedAt: regrade.regradedAt,
      finishedAt: regrade.finishedAt,
      by: account.displayName,
      changed: count(regradeMark.attemptId),
    })
    .from(regrade)
    .innerJoin(course, eq(course.id, regrade.courseId))
    .leftJoin(account, eq(account.id, regrade.regradedBy))
    .leftJoin(regradeMark, eq(regradeMark.regradeId, regrade.id))
    .where(and(taughtBy(viewer), eq(regrade.courseId, courseId), eq(regrade.quizId, quizId)))
    .groupBy(regrade.id)
    .orderBy(desc(regrade.regradedAt), desc(regrade.id))
    .limit(MOST_LISTED)
  return rows.map(({ finishedAt, ...made }) => ({ ...made, isFinished: finishedAt !== null }))
}

/** Corrections that attempts still wait for, the earliest first. */
export async function findUnfinishedRegrades(): Promise<string[]> {
  const rows = await reader
    .select({ id: regrade.id })
    .from(regrade)
    .where(isNull(regrade.finishedAt))
    .orderBy(asc(regrade.regradedAt))
  return rows.map(({ id }) => id)
}
