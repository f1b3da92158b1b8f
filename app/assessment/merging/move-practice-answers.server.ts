import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { practiceAnswer } from '#db/schema/assessment.ts'

/**
 * Gives a person's answers to practice questions to their other account, in the change `tx`. Of two to one question the
 * later stays, as if both had been given in one account; the tries of both count.
 */
export async function movePracticeAnswers(
  { from, to }: { from: string; to: string },
  tx: Transaction,
): Promise<{ moved: number }> {
  const all = await tx
    .select()
    .from(practiceAnswer)
    .where(inArray(practiceAnswer.accountId, [from, to]))
  const theirs = all.filter(({ accountId }) => accountId === from)
  const own = new Map(all.flatMap((row) => (row.accountId === to ? [[row.questionId, row]] : [])))
  for (const other of theirs) {
    const kept = own.get(other.questionId)
    if (!kept) continue
    const last = other.answeredAt > kept.answeredAt ? other : kept
    await tx
      .delete(practiceAnswer)
      .where(and(eq(practiceAnswer.accountId, from), eq(practiceAnswer.questionId, other.questionId)))
    await tx
      .update(practiceAnswer)
      .set({ ...last, accountId: to, tries: kept.tries + other.tries })
      .where(and(eq(practiceAnswer.accountId, to), eq(practiceAnswer.questionId, other.questionId)))
  }
  await tx.update(practiceAnswer).set({ accountId: to }).where(eq(practiceAnswer.accountId, from))
  return { moved: theirs.length }
}
