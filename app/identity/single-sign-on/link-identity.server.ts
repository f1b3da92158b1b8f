import { and, eq, or } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { externalIdentity } from '#db/schema/credentials.ts'
import { tellOwner } from '../sign-in/tell-owner.server.ts'
import type { Viewer } from '../viewer.ts'
import type { ProvenIdentity } from './finish-single-sign-on.server.ts'
import { saveIdentity } from './save-identity.server.ts'

/**
 * Links an identity that a provider has just proven to the account of the viewer, who has just shown who they are here.
 * `taken`: it opens somebody else's account, and goes on to. `another`: one of the same provider opens this account
 * already; two would give and take each other's roles.
 */
export async function linkIdentity({
  viewer: { accountId },
  identity,
  now,
}: {
  viewer: Viewer
  identity: ProvenIdentity
  now: number
}): Promise<{ status: 'linked' } | { status: 'already-linked' } | { status: 'taken' } | { status: 'another' }> {
  const { issuer, subject } = identity
  return await write(async (tx) => {
    const linked = await tx
      .select({ subject: externalIdentity.subject, accountId: externalIdentity.accountId })
      .from(externalIdentity)
      .where(
        and(
          eq(externalIdentity.issuer, issuer),
          or(eq(externalIdentity.subject, subject), eq(externalIdentity.accountId, accountId)),
        ),
      )
    const same = linked.find((other) => other.subject === subject)
    if (same) return { status: same.accountId === accountId ? 'already-linked' : 'taken' }
    if (linked.length > 0) return { status: 'another' }
    await saveIdentity({ accountId, identity, actorId: accountId, now }, tx)
    await tellOwner({ accountId, what: 'identity-linked', now }, tx)
    return { status: 'linked' }
  })
}
