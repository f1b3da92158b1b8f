import { asc, eq } from 'drizzle-orm'
import { isoTimes, whoWas } from '#app/identity/own-data/own-data.ts'
import { reader } from '#db/client.server.ts'
import { accommodation } from '#db/schema/assessment.ts'

/** The extra time that a person was ever given, for their file. */
export async function readAccommodations(accountId: string): Promise<object[]> {
  const rows = await reader
    .select()
    .from(accommodation)
    .where(eq(accommodation.accountId, accountId))
    .orderBy(asc(accommodation.givenAt), asc(accommodation.id))
  return rows.map(({ extraTime, reason, givenBy, withdrawnBy, givenAt, expiresAt, withdrawnAt }) => ({
    percent: extraTime,
    reason,
    givenBy: whoWas(givenBy, accountId),
    withdrawnBy: withdrawnAt === null ? null : whoWas(withdrawnBy, accountId),
    ...isoTimes({ givenAt, expiresAt, withdrawnAt }),
  }))
}
