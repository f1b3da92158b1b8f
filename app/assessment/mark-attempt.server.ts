import { and, eq } from 'drizzle-orm'
import { findOutline, findQuestions } from '#app/content/course-queries.server.ts'
import type { Counting, QuizKind } from '#app/content/quiz-settings.ts'
import { NotFound } from '#app/errors.ts'
import type { Transaction } from '#db/client.server.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { endOf, rulesOf } from './attempt-rules.ts'
import { parseAnswer } from './answer.ts'
import { recordQuizEvent } from './examiners/record-quiz-event.server.ts'
import { isPass, markAnswer, scorePercent } from './marking.ts'

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
 * Hands in an attempt and marks it by the wording and the pass mark it began with. What was saved counts; a question
 * without an answer gets 0. Handing in again changes nothing and gives the first result. An attempt whose time is over
 * was ended by time, when that was. `now` is milliseconds UTC. Throws NotFound unless the attempt is this person's own.
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
  const about = { id, courseId, courseRevisionId, quizId, quizKind: await quizKindOf(found), counts, number }
  if (found.submittedAt !== null) {
    const percent = scorePercent(found.score ?? 0, found.maxScore ?? 0)
    const { submittedAt, passed } = found
    return {
      status: 'already-marked',
      attempt: { ...about, scorePercent: percent, passed: passed === true, submittedAt },
    }
  }

  const asked = await tx
    .select({
      position: attemptQuestion.position,
      questionHash: attemptQuestion.questionHash,
      answer: attemptQuestion.answer,
    })
    .from(attemptQuestion)
    .where(eq(attemptQuestion.attemptId, attemptId))
  const wordings = await findQuestions(asked.map((row) => row.questionHash))
  let score = 0
  for (const { position, questionHash, answer } of asked) {
    const question = wordings.get(questionHash)
    if (!question) throw new Error(`The wording ${questionHash} is missing`)
    const mark = markAnswer(question, parseAnswer(answer))
    score += mark
    await tx
      .update(attemptQuestion)
      .set({ mark })
      .where(and(eq(attemptQuestion.attemptId, attemptId), eq(attemptQuestion.position, position)))
  }
  const maxScore = asked.length
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

async function quizKindOf({ courseRevisionId, quizId }: { courseRevisionId: string; quizId: string }) {
  const outline = await findOutline(courseRevisionId)
  const kind = outline?.activities.find((activity) => activity.id === quizId)?.quiz?.kind
  if (!kind) throw new Error(`The edition ${courseRevisionId} has no quiz "${quizId}"`)
  return kind
}
