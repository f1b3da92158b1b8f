import { and, eq } from 'drizzle-orm'
import type { Counting, QuizKind } from '#app/content/quiz-settings.ts'
import { NotFound } from '#app/errors.ts'
import type { Transaction } from '#db/client.server.ts'
import { attempt } from '#db/schema/assessment.ts'
import { endOf, rulesOf } from './attempt-rules.ts'
import { recordQuizEvent } from './examiners/record-quiz-event.server.ts'
import { markQuestions } from './mark-questions.server.ts'
import { isPass, scorePercent } from './marking.ts'
import { findQuizKind } from './quiz-kind-queries.server.ts'

export type MarkedAttempt = {
  id: string
  courseId: string
  courseRevisionId: string
  quizId: string
  quizKind: QuizKind
  /** Which attempt's result is the person's. */
  counts: Counting
  number: number
  /** Whole per cent, rounded down. */
  scorePercent: number
  passed: boolean
  submittedAt: number
}

/**
 * Hands in an attempt and marks it by the wording and the pass mark it began with, and by what was corrected in that wording
 * since. What was saved counts; a question without an answer gets 0. Handing in again changes nothing and gives the result
 * that stands. An attempt whose time is over was ended by time, when that was. `now` is milliseconds UTC. Throws NotFound
 * unless the attempt is this person's own.
 */
export async function markAttempt(
  { accountId, attemptId, now }: { accountId: string; attemptId: string; now: number },
  tx: Transaction,
): Promise<{ status: 'marked' | 'already-marked'; attempt: MarkedAttempt }> {
  const [found] = await tx
    .select()
    .from(attempt)
    .where(and(eq(attempt.id, attemptId), eq(attempt.accountId, accountId)))
  if (!found) throw new NotFound()
  const { id, courseId, courseRevisionId, quizId, number } = found
  const { counts } = rulesOf(found)
  const about = { id, courseId, courseRevisionId, quizId, quizKind: await findQuizKind(found), counts, number }
  if (found.submittedAt !== null) {
    const percent = scorePercent(found.score ?? 0, found.maxScore ?? 0)
    const { submittedAt, passed } = found
    return {
      status: 'already-marked',
      attempt: { ...about, scorePercent: percent, passed: passed === true, submittedAt },
    }
  }

  const { score, maxScore } = await markQuestions({ attemptId, quizId }, tx)
  const percent = scorePercent(score, maxScore)
  const passed = isPass(percent, found.passMark)
  const { by: endedBy, at: submittedAt } = endOf(found, now)
  await tx
    .update(attempt)
    .set({ submittedAt, endedBy, score, maxScore, passed, heldBy: null })
    .where(eq(attempt.id, attemptId))
  const kind = endedBy === 'time' ? 'time-over' : 'handed-in'
  await recordQuizEvent({ kind, at: submittedAt, courseId, quizId, accountId, attemptId, facts: {} }, tx)
  return { status: 'marked', attempt: { ...about, scorePercent: percent, passed, submittedAt } }
}
