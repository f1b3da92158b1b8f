import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { findSettings } from '../settings/settings-queries.server.ts'
import { inactiveBefore } from './erasure.ts'
import { isInactive } from './erasure-queries.server.ts'

/**
 * Takes back announced erasures of accounts that do not count as inactive any more: the setting was changed, or a role
 * was given. (A visit takes its own back at once.) Gives how many.
 */
export async function keepUsedAccounts({ now }: { now: number }): Promise<{ kept: number }> {
  return await write(async (tx) => {
    const { inactiveMonths } = await findSettings(tx)
    const before = inactiveBefore(inactiveMonths, now)
    const isUsed = before === null ? undefined : sql`not ${isInactive({ before, now }, tx)}`
    const kept = await tx
      .update(account)
      .set({ erasureDueAt: null, erasureReason: null })
      .where(and(isNotNull(account.erasureDueAt), eq(account.erasureReason, 'inactive'), isUsed))
      .returning({ id: account.id })
    return { kept: kept.length }
  })
}
