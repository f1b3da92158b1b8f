import { and, eq, ne } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { externalIdentity } from '#db/schema/credentials.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { findOwnWaysIn } from '../sign-in/own-ways-in-queries.server.ts'
import { tellOwner } from '../sign-in/tell-owner.server.ts'
import type { Viewer } from '../viewer.ts'
import { endClaimedGrants } from './end-claimed-grants.server.ts'
import { sourceOf } from './provider.ts'
import { listProviders } from './provider-file.server.ts'

/**
 * Parts the viewer's account from their identity at a provider. Roles that came from its claims end with it. Refused for
 * the last way in, and for a provider that is to be their only one. Throws NotFound when there is nothing to part from.
 */
export async function unlinkIdentity({
  viewer: { accountId },
  issuer,
  now,
}: {
  viewer: Viewer
  issuer: string
  now: number
}): Promise<{ status: 'unlinked' } | { status: 'last-way' } | { status: 'exclusive' }> {
  const isExclusive = listProviders().some((provider) => provider.issuer === issuer && provider.exclusive)
  return await write(async (tx) => {
    const own = and(eq(externalIdentity.accountId, accountId), eq(externalIdentity.issuer, issuer))
    const [linked] = await tx.select({ subject: externalIdentity.subject }).from(externalIdentity).where(own)
    if (!linked) throw new NotFound()
    if (isExclusive) return { status: 'exclusive' }
    const [another] = await tx
      .select({ subject: externalIdentity.subject })
      .from(externalIdentity)
      .where(and(eq(externalIdentity.accountId, accountId), ne(externalIdentity.issuer, issuer)))
      .limit(1)
    const { password, passkeys } = await findOwnWaysIn({ accountId }, tx)
    if (!another && !password && passkeys === 0) return { status: 'last-way' }
    await tx.delete(externalIdentity).where(own)
    const subject = { kind: 'account', id: accountId } as const
    const act = { action: 'identity-unlinked', actorId: accountId, subject, facts: { issuer } } as const
    await recordAudit({ acts: [act], now }, tx)
    await tellOwner({ accountId, what: 'identity-unlinked', now }, tx)
    await endClaimedGrants({ accountId, source: sourceOf({ issuer }), actorId: accountId, except: [], now }, tx)
    return { status: 'unlinked' }
  })
}
