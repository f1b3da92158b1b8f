import { and, eq } from 'drizzle-orm'
import { findQuestions } from '#app/content/course-queries.server.ts'
import { NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { isOverdue } from './attempt-rules.ts'
import { readAnswer } from './answer-fields.ts'
import { parseIndexes } from './option-order.ts'
import type { PostedAnswer } from './posted-answers.ts'

export type SaveAnswersResult =
  | { status: 'saved'; savedAt: number }
  | { status: 'already-submitted' }
  /** Its time is over, and so is the grace for what was on its way. */
  | { status: 'time-over' }
  /** Positions whose answer names a question, or something of it, that does not exist, or too much of it. */
  | { status: 'unusable'; positions: number[] }

/**
 * Saves answers of an attempt that is under way: all of them or, when one cannot be used, none.
 * Questions not named keep the answer they have, one whose fields are empty gives it up, and saving the same again changes nothing.
 * `now` and `savedAt` are milliseconds UTC. Throws NotFound unless the attempt is this person's own.
 */
export async function saveAnswers({
  accountId,
  attemptId,
  answers,
  now,
}: {
  accountId: string
  attemptId: string
  answers: readonly PostedAnswer[]
  now: number
}): Promise<SaveAnswersResult> {
  return await write(async (tx) => {
    const asked = await tx
      .select({
        submittedAt: attempt.submittedAt,
        dueAt: attempt.dueAt,
        position: attemptQuestion.position,
        questionHash: attemptQuestion.questionHash,
        optionOrder: attemptQuestion.optionOrder,
        answer: attemptQuestion.answer,
      })
      .from(attempt)
      .innerJoin(attemptQuestion, eq(attemptQuestion.attemptId, attempt.id))
      .where(and(eq(attempt.id, attemptId), eq(attempt.accountId, accountId)))
    if (!asked[0]) throw new NotFound()
    if (asked[0].submittedAt !== null) return { status: 'already-submitted' }
    if (isOverdue(asked[0], now)) return { status: 'time-over' }

    const wordings = await findQuestions(asked.map((row) => row.questionHash))
    const unusable = new Set<number>()
    const changes = new Map<number, string | null>()
    for (const { position, fields } of answers) {
      const row = asked.find((one) => one.position === position)
      const question = row && wordings.get(row.questionHash)
      const answer =
        row && question ? readAnswer({ question, order: parseIndexes(row.optionOrder), fields }) : 'unusable'
      if (answer === 'unusable' || changes.has(position)) unusable.add(position)
      else changes.set(position, answer === null ? null : JSON.stringify(answer))
    }
    if (unusable.size > 0) return { status: 'unusable', positions: [...unusable] }

    for (const { position, answer } of asked) {
      const next = changes.get(position)
      if (next === undefined || next === answer) continue
      await tx
        .update(attemptQuestion)
        .set({ answer: next, answeredAt: next === null ? null : now })
        .where(and(eq(attemptQuestion.attemptId, attemptId), eq(attemptQuestion.position, position)))
    }
    return { status: 'saved', savedAt: now }
  })
}
