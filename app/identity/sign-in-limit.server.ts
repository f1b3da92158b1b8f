import { createHmac } from 'node:crypto'
import { and, eq, inArray, lt } from 'drizzle-orm'
import { type Reader, type Transaction } from '#db/client.server.ts'
import { signInFailure } from '#db/schema/identity.ts'
import { instanceSecret } from './instance-secret.server.ts'
import { addFailure, addressGroup, FAILURE_WINDOW, type Failures, limits } from './sign-in-limit.ts'

/** What failures are counted under. Made with the installation's secret: neither names nor addresses are stored. */
export type LimitKeys = { account: string; address: string }

/** `usernameKey` is what was typed when there is no such account: strangers' names are counted alike. */
export function limitKeys({ usernameKey, address }: { usernameKey: string; address: string }): LimitKeys {
  const keyed = (text: string) => createHmac('sha256', instanceSecret()).update(text).digest('base64url')
  return { account: keyed(`account:${usernameKey}`), address: keyed(`address:${addressGroup(address)}`) }
}

/** When the next attempt will be looked at; null when now. */
export async function findRetryTime(
  { keys, now }: { keys: LimitKeys; now: number },
  db: Pick<Reader, 'select'>,
): Promise<number | null> {
  const rows = await db
    .select({ retryAt: signInFailure.retryAt })
    .from(signInFailure)
    .where(inArray(signInFailure.key, [keys.account, keys.address]))
  const latest = Math.max(0, ...rows.map(({ retryAt }) => retryAt))
  return latest > now ? latest : null
}

export async function recordFailure({ keys, now }: { keys: LimitKeys; now: number }, tx: Transaction): Promise<void> {
  await tx
    .delete(signInFailure)
    .where(and(lt(signInFailure.windowStartedAt, now - 2 * FAILURE_WINDOW), lt(signInFailure.retryAt, now)))
  for (const kind of ['account', 'address'] as const) {
    const key = keys[kind]
    const [before] = await tx.select().from(signInFailure).where(eq(signInFailure.key, key))
    const after: Failures = addFailure(before ?? null, { limit: limits[kind], now })
    await tx
      .insert(signInFailure)
      .values({ key, ...after })
      .onConflictDoUpdate({ target: signInFailure.key, set: after })
  }
}

/** A right password forgives the account's failures, not those of the address: guessing at others goes on counting. */
export async function forgetFailures({ keys }: { keys: LimitKeys }, tx: Transaction): Promise<void> {
  await tx.delete(signInFailure).where(eq(signInFailure.key, keys.account))
}
