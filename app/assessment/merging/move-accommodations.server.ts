import { eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { accommodation } from '#db/schema/assessment.ts'

/** Gives the extra time of a person to their other account, in the change `tx`. Of what is in force the most counts. */
export async function moveAccommodations({ from, to }: { from: string; to: string }, tx: Transaction): Promise<void> {
  await tx.update(accommodation).set({ accountId: to }).where(eq(accommodation.accountId, from))
}
