import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { account, roleGrant } from '#db/schema/identity.ts'
import { grantInForce } from './grant-in-force.server.ts'

/** Whether somebody can administer the platform at `now`: the role in force, on an account that can sign in. */
export async function administratorExists({ now }: { now: number }, db: Pick<Reader, 'select'>): Promise<boolean> {
  const [found] = await db
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .innerJoin(account, eq(account.id, roleGrant.accountId))
    .where(administersPlatform(now))
    .limit(1)
  return found !== undefined
}

/**
 * Whether somebody administers the platform at `now` and will go on to: the role has no planned end, and the account does
 * not wait to be erased. One such person must always be left, or the platform would some day be nobody's without
 * anybody having decided it. Leaves out one account, or one grant, that is about to go.
 */
export async function lastingAdministratorExists(
  { exceptAccount, exceptGrant, now }: { exceptAccount?: string; exceptGrant?: string; now: number },
  db: Pick<Reader, 'select'>,
): Promise<boolean> {
  const [found] = await db
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .innerJoin(account, eq(account.id, roleGrant.accountId))
    .where(
      and(
        administersPlatform(now),
        isNull(roleGrant.expiresAt),
        isNull(account.erasureDueAt),
        exceptAccount === undefined ? undefined : ne(account.id, exceptAccount),
        exceptGrant === undefined ? undefined : ne(roleGrant.id, exceptGrant),
      ),
    )
    .limit(1)
  return found !== undefined
}

/** Whether this account administers the platform at `now`, and without it nobody would go on to. */
export async function isLastAdministrator(
  { accountId, now }: { accountId: string; now: number },
  db: Pick<Reader, 'select'>,
): Promise<boolean> {
  const [held] = await db
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .innerJoin(account, eq(account.id, roleGrant.accountId))
    .where(and(administersPlatform(now), eq(account.id, accountId)))
    .limit(1)
  return held !== undefined && !(await lastingAdministratorExists({ exceptAccount: accountId, now }, db))
}

function administersPlatform(now: number) {
  return and(
    eq(roleGrant.role, 'administrator'),
    eq(roleGrant.scopeKind, 'platform'),
    grantInForce(now),
    isNull(account.suspendedAt),
    isNull(account.erasedAt),
    isNull(account.mergedIntoId),
  )
}
