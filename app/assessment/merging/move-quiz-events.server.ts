import { eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { quizEvent } from '#db/schema/assessment.ts'

/** Gives the events at a person's quizzes to their other account, in the change `tx`, after the attempts they tell of. */
export async function moveQuizEvents({ from, to }: { from: string; to: string }, tx: Transaction): Promise<void> {
  await tx.update(quizEvent).set({ accountId: to }).where(eq(quizEvent.accountId, from))
}
