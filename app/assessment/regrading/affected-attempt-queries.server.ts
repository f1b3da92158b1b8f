import { and, asc, eq, isNotNull, isNull, ne, or } from 'drizzle-orm'
import { taughtBy } from '#app/content/teaching/teaching-queries.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import type { Reader } from '#db/client.server.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { course } from '#db/schema/content.ts'
import { account } from '#db/schema/identity.ts'
import { parseAnswer } from '../answer.ts'
import type { CorrectedAttempt, Remedy } from './correction.ts'

/** An attempt that was handed in and asked a wording, with what a correction of that wording looks at. */
export type AffectedAttempt = CorrectedAttempt & {
  attemptId: string
  /** Of the question in the attempt. */
  position: number
  accountId: string
  courseRevisionId: string
  quizId: string
  number: number
  submittedAt: number
}

const fields = {
  attemptId: attempt.id,
  position: attemptQuestion.position,
  accountId: attempt.accountId,
  courseRevisionId: attempt.courseRevisionId,
  quizId: attempt.quizId,
  number: attempt.number,
  submittedAt: attempt.submittedAt,
  passMark: attempt.passMark,
  score: attempt.score,
  maxScore: attempt.maxScore,
  passed: attempt.passed,
  answer: attemptQuestion.answer,
  mark: attemptQuestion.mark,
  askedMark: attemptQuestion.askedMark,
  regradeId: attemptQuestion.regradeId,
}

type Wording = { quizId: string; questionHash: string }

/** Attempts in a course of the viewer's, by the person's name; nothing outside their scope. */
export async function findAffectedAttempts(
  { viewer, courseId, quizId, questionHash, remedy }: Wording & { viewer: Viewer; courseId: string; remedy: Remedy },
  db: Reader,
): Promise<(AffectedAttempt & { displayName: string })[]> {
  const rows = await db
    .select({ ...fields, displayName: account.displayName })
    .from(attempt)
    .innerJoin(attemptQuestion, eq(attemptQuestion.attemptId, attempt.id))
    .innerJoin(account, eq(account.id, attempt.accountId))
    .innerJoin(course, eq(course.id, attempt.courseId))
    .where(and(taughtBy(viewer), eq(attempt.courseId, courseId), handedIn({ quizId, questionHash }), reachedBy(remedy)))
    .orderBy(asc(account.displayName), asc(attempt.accountId), asc(attempt.number))
  return rows.map(({ displayName, ...row }) => ({ ...affected(row), displayName }))
}

/** The next `most` attempts that a correction has not marked yet. */
export async function findWaitingAttempts(
  { regradeId, quizId, questionHash, remedy, most }: Wording & { regradeId: string; remedy: Remedy; most: number },
  db: Reader,
): Promise<AffectedAttempt[]> {
  const isMarkedOtherwise = or(isNull(attemptQuestion.regradeId), ne(attemptQuestion.regradeId, regradeId))
  const rows = await db
    .select(fields)
    .from(attempt)
    .innerJoin(attemptQuestion, eq(attemptQuestion.attemptId, attempt.id))
    .where(and(handedIn({ quizId, questionHash }), reachedBy(remedy), isMarkedOtherwise))
    .orderBy(asc(attempt.id))
    .limit(most)
  return rows.map(affected)
}

const handedIn = ({ quizId, questionHash }: Wording) =>
  and(eq(attempt.quizId, quizId), isNotNull(attempt.submittedAt), eq(attemptQuestion.questionHash, questionHash))

/** Nothing can be taken back from an attempt that no correction has marked. */
const reachedBy = (remedy: Remedy) => (remedy === 'as-asked' ? isNotNull(attemptQuestion.regradeId) : undefined)

type Row = Omit<AffectedAttempt, 'submittedAt' | 'score' | 'maxScore' | 'passed' | 'answer' | 'askedMark'> & {
  submittedAt: number | null
  score: number | null
  maxScore: number | null
  passed: boolean | null
  answer: string | null
  askedMark: number | null
  regradeId: string | null
}

function affected({ regradeId, ...row }: Row): AffectedAttempt {
  return {
    ...row,
    submittedAt: row.submittedAt ?? 0,
    score: row.score ?? 0,
    maxScore: row.maxScore ?? 0,
    passed: row.passed === true,
    answer: parseAnswer(row.answer),
    askedMark: (regradeId === null ? row.mark : row.askedMark) ?? 0,
  }
}
