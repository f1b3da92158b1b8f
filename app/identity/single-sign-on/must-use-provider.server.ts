import { and, eq, inArray } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { externalIdentity } from '#db/schema/credentials.ts'
import { roleGrant } from '#db/schema/identity.ts'
import { grantInForce } from '../roles/grant-in-force.server.ts'
import { listProviders } from './provider-file.server.ts'

/**
 * Whether somebody may come in by their provider only: they are linked to one that is configured as exclusive, so that who
 * is turned away there is turned away here. Administrators of the platform are not bound: the day the provider fails,
 * somebody must get in.
 */
export async function mustUseProvider({ accountId, now }: { accountId: string; now: number }): Promise<boolean> {
  const issuers = listProviders()
    .filter(({ exclusive }) => exclusive)
    .map(({ issuer }) => issuer)
  if (issuers.length === 0) return false
  const [linked] = await reader
    .select({ subject: externalIdentity.subject })
    .from(externalIdentity)
    .where(and(eq(externalIdentity.accountId, accountId), inArray(externalIdentity.issuer, issuers)))
    .limit(1)
  if (!linked) return false
  const [administers] = await reader
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.accountId, accountId),
        eq(roleGrant.role, 'administrator'),
        eq(roleGrant.scopeKind, 'platform'),
        grantInForce(now),
      ),
    )
    .limit(1)
  return administers === undefined
}
