import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { articleCompetence, reviewCard } from '#db/schema/progress.ts'
import { compareRows } from './compare-rows.ts'
import { type CardRow, type CompetenceRow, saveCards, saveCompetence } from './knowledge-store.server.ts'

/** Makes what is stored of these people's knowledge equal to `right`, all of theirs. Gives how many rows were not. */
export async function correctKnowledge(
  { accountIds, right }: { accountIds: string[]; right: { competence: CompetenceRow[]; cards: CardRow[] } },
  tx: Transaction,
): Promise<number> {
  return (await correctCompetence(accountIds, right.competence, tx)) + (await correctCards(accountIds, right.cards, tx))
}

async function correctCompetence(accountIds: string[], right: CompetenceRow[], tx: Transaction): Promise<number> {
  const stored = await tx.select().from(articleCompetence).where(inArray(articleCompetence.accountId, accountIds))
  const { wrong, superfluous } = compareRows(stored, right, ({ accountId, article }) => [accountId, article])
  await saveCompetence(wrong, tx)
  for (const { accountId, article } of superfluous) {
    await tx
      .delete(articleCompetence)
      .where(and(eq(articleCompetence.accountId, accountId), eq(articleCompetence.article, article)))
  }
  return wrong.length + superfluous.length
}

async function correctCards(accountIds: string[], right: CardRow[], tx: Transaction): Promise<number> {
  const stored = await tx.select().from(reviewCard).where(inArray(reviewCard.accountId, accountIds))
  const { wrong, superfluous } = compareRows(stored, right, ({ accountId, questionId }) => [accountId, questionId])
  await saveCards(wrong, tx)
  for (const { accountId, questionId } of superfluous) {
    await tx.delete(reviewCard).where(and(eq(reviewCard.accountId, accountId), eq(reviewCard.questionId, questionId)))
  }
  return wrong.length + superfluous.length
}
