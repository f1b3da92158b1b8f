import { and, count, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { account, agency } from '#db/schema/identity.ts'

/** With at least so many others a person is one among several. */
const CROWD = 5

/**
 * The agency that may stay with what an erased person did: the nearest, from their own upwards, where at least five
 * others have an account, there or below; null when there is none.
 *
 * Reports count by agency and country, so it cannot simply go. But an agency of one names its officer as surely as the
 * officer's name does, and so does a country with one. Whoever is one of at least six keeps the agency; else what is
 * above it is true as well and tells less. Figures of cohorts do not depend on it; those of an agency or country lose
 * somebody only where so few people have an account that the figure would be about persons.
 */
export async function findStayingAgency(
  { accountId, agencyId }: { accountId: string; agencyId: string },
  tx: Transaction,
): Promise<string | null> {
  const [own] = await tx.select({ path: agency.path }).from(agency).where(eq(agency.id, agencyId))
  const fromOwnUpwards = (own?.path ?? '').split('/').filter(Boolean).reverse()
  for (const id of fromOwnUpwards) {
    const [found] = await tx
      .select({ others: count() })
      .from(account)
      .innerJoin(agency, eq(agency.id, account.agencyId))
      .where(
        // Ids hold no sign that LIKE knows.
        and(sql`${agency.path} like ${`%/${id}/%`}`, ne(account.id, accountId), isNull(account.mergedIntoId)),
      )
    if ((found?.others ?? 0) >= CROWD) return id
  }
  return null
}
