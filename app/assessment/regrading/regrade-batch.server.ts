import { and, eq, isNull } from 'drizzle-orm'
import { findQuestions } from '#app/content/course-queries.server.ts'
import type { Question } from '#app/content/question.ts'
import type { QuizKind } from '#app/content/quiz-settings.ts'
import type { Transaction } from '#db/client.server.ts'
import { attempt, attemptQuestion, regrade, regradeMark } from '#db/schema/assessment.ts'
import { recordQuizEvent } from '../examiners/record-quiz-event.server.ts'
import { scorePercent } from '../marking.ts'
import { findQuizKind } from '../quiz-kind-queries.server.ts'
import { type AffectedAttempt, findWaitingAttempts } from './affected-attempt-queries.server.ts'
import { correctAttempt, type Standing } from './correction.ts'

/** Attempts marked anew in one change: more would hold up everybody else's. */
export const BATCH = 25

/** An attempt that a correction gave another mark. */
export type RegradedAttempt = {
  accountId: string
  attemptId: string
  courseId: string
  courseRevisionId: string
  quizId: string
  quizKind: QuizKind
  number: number
  /** Whole per cent, rounded down. */
  scorePercent: number
  passed: boolean
}

export type RegradedBatch = {
  /** When the correction was made, milliseconds UTC, whenever it is carried out. */
  regradedAt: number
  changed: RegradedAttempt[]
  isFinished: boolean
}

/**
 * Carries a correction on: marks the next attempts that wait for it, in the change `tx`, and keeps what they had. May be
 * stopped between two changes and called again at any time; one that is finished, or was overtaken, changes nothing. `now`
 * is milliseconds UTC.
 */
export async function regradeBatch(
  { regradeId, now }: { regradeId: string; now: number },
  tx: Transaction,
): Promise<RegradedBatch> {
  const [found] = await tx
    .select()
    .from(regrade)
    .where(and(eq(regrade.id, regradeId), isNull(regrade.finishedAt)))
  if (!found) return { regradedAt: 0, changed: [], isFinished: true }
  const { courseId, quizId, questionHash, remedy, markedByHash, regradedAt, regradedBy, reason } = found
  const wordings = await findQuestions([questionHash, markedByHash ?? ''])
  const asked = wordings.get(questionHash) as Question
  const correction = { remedy, asked, markedBy: wordings.get(markedByHash ?? '') ?? null }
  const waiting = await findWaitingAttempts({ regradeId, quizId, questionHash, remedy, most: BATCH }, tx)
  const changed: RegradedAttempt[] = []
  for (const one of waiting) {
    const after = correctAttempt(correction, one)
    await saveMark(regradeId, one, after, tx)
    if (after.mark === one.mark) continue
    const { accountId, attemptId, courseRevisionId, number } = one
    const quizKind = await findQuizKind(one)
    const percent = scorePercent(after.score, after.maxScore)
    const result = { quizId, quizKind, number, scorePercent: percent, passed: after.passed }
    const facts = { from: scorePercent(one.score, one.maxScore), to: percent, reason }
    const place = { at: regradedAt, courseId, quizId, accountId, attemptId }
    await recordQuizEvent({ kind: 'regraded', ...place, actorId: regradedBy, facts }, tx)
    changed.push({ accountId, attemptId, courseId, courseRevisionId, ...result })
  }
  const isFinished = waiting.length < BATCH
  if (isFinished) await tx.update(regrade).set({ finishedAt: now }).where(eq(regrade.id, regradeId))
  return { regradedAt, changed, isFinished }
}

async function saveMark(regradeId: string, before: AffectedAttempt, after: Standing, tx: Transaction): Promise<void> {
  const { attemptId, position, askedMark } = before
  await tx
    .update(attemptQuestion)
    .set({ mark: after.mark, askedMark, regradeId })
    .where(and(eq(attemptQuestion.attemptId, attemptId), eq(attemptQuestion.position, position)))
  if (after.mark === before.mark) return
  const { score, maxScore, passed } = after
  await tx.update(attempt).set({ score, maxScore, passed }).where(eq(attempt.id, attemptId))
  await tx.insert(regradeMark).values({
    regradeId,
    attemptId,
    markBefore: before.mark,
    markAfter: after.mark,
    scoreBefore: before.score,
    scoreAfter: score,
    maxScoreBefore: before.maxScore,
    maxScoreAfter: maxScore,
    passedBefore: before.passed,
    passedAfter: passed,
  })
}
