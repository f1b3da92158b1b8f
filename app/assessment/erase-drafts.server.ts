import { and, eq, inArray, like } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { accommodation, attempt, attemptQuestion, practiceAnswer, requestDraft } from '#db/schema/assessment.ts'
import { ERASED_ANSWER } from './erased-answer.ts'

const ERASED = JSON.stringify(ERASED_ANSWER)

/** A typed answer is stored as a JSON string, a chosen one as a list. */
const TYPED = '"%'

/**
 * Deletes what a person wrote in words of their own, as part of the change that erases them: drafts of requests, and the
 * words of typed answers; and why they had more time than others. No attempt belongs to a browser of theirs any more. Attempts, answers and runs of scenarios stay: they hold which options were chosen, which
 * figures of questions are made of, and no words.
 */
export async function eraseDrafts({ accountId }: { accountId: string }, tx: Transaction): Promise<void> {
  await tx.delete(accommodation).where(eq(accommodation.accountId, accountId))
  await tx.delete(requestDraft).where(eq(requestDraft.accountId, accountId))
  await tx
    .update(practiceAnswer)
    .set({ answer: ERASED })
    .where(and(eq(practiceAnswer.accountId, accountId), like(practiceAnswer.answer, TYPED)))
  await tx.update(attempt).set({ heldBy: null }).where(eq(attempt.accountId, accountId))
  const own = tx.select({ id: attempt.id }).from(attempt).where(eq(attempt.accountId, accountId))
  await tx
    .update(attemptQuestion)
    .set({ answer: ERASED })
    .where(and(inArray(attemptQuestion.attemptId, own), like(attemptQuestion.answer, TYPED)))
}
