import { and, eq } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { externalIdentity } from '#db/schema/credentials.ts'
import { account, roleGrant } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import { grantInForce } from '../roles/grant-in-force.server.ts'
import { findSecondFactors } from '../second-factor/second-factor-queries.server.ts'
import { needsSecondFactor } from '../second-factor/second-factors.ts'

/**
 * The account that goes with an address which a provider has verified. `linkable` only when the account has verified the
 * same address, is not suspended, is not yet linked to this provider, and holds neither role nor second factor: what a
 * person or an administrator has protected more is linked by its holder, signed in. `taken` when it is none of these:
 * the address is in use, and no second account may be made with it.
 */
export async function findByVerifiedEmail(
  { email, issuer, now }: { email: string; issuer: string; now: number },
  db: Pick<Reader, 'select' | '$count'>,
): Promise<{ status: 'linkable'; accountId: string } | { status: 'taken' } | { status: 'free' }> {
  const [person] = await db
    .select({ id: account.id, emailVerifiedAt: account.emailVerifiedAt, suspendedAt: account.suspendedAt })
    .from(account)
    .where(eq(account.emailKey, nameKey(email)))
  if (!person) return { status: 'free' }
  const accountId = person.id
  const [linked] = await db
    .select({ subject: externalIdentity.subject })
    .from(externalIdentity)
    .where(and(eq(externalIdentity.accountId, accountId), eq(externalIdentity.issuer, issuer)))
  const [role] = await db
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .where(and(eq(roleGrant.accountId, accountId), grantInForce(now)))
    .limit(1)
  const isProtected = role !== undefined || needsSecondFactor(await findSecondFactors({ accountId }, db))
  const isLinkable = person.emailVerifiedAt !== null && person.suspendedAt === null && !linked && !isProtected
  return isLinkable ? { status: 'linkable', accountId } : { status: 'taken' }
}
