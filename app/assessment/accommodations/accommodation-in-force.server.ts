import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { accommodation } from '#db/schema/assessment.ts'
import { isInForce } from './accommodation.ts'

/** The extra time in force of a person, as stored; whose it is, is for the caller to know. */
export async function findInForce({ accountId, now }: { accountId: string; now: number }, tx: Transaction) {
  const rows = await tx.select().from(accommodation).where(eq(accommodation.accountId, accountId))
  return rows.filter((row) => isInForce(row, now))
}

/** Withdraws what is in force; what was over already gets no second end. */
export async function endInForce(
  { accountId, actorId, now }: { accountId: string; actorId: string; now: number },
  tx: Transaction,
): Promise<void> {
  for (const { id } of await findInForce({ accountId, now }, tx)) {
    await tx
      .update(accommodation)
      .set({ withdrawnAt: now, withdrawnBy: actorId })
      .where(and(eq(accommodation.id, id), isNull(accommodation.withdrawnAt)))
  }
}
