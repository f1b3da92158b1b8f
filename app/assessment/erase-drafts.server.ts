import { eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { requestDraft } from '#db/schema/assessment.ts'

/**
 * Deletes what a person wrote in words of their own, as part of the change that erases them. Attempts, answers to
 * practice questions and runs of scenarios stay: they hold which options were chosen, which figures of questions are
 * made of, and no words.
 */
export async function eraseDrafts({ accountId }: { accountId: string }, tx: Transaction): Promise<void> {
  await tx.delete(requestDraft).where(eq(requestDraft.accountId, accountId))
}
