import { and, eq } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { externalIdentity } from '#db/schema/credentials.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { findSecondFactors } from '../second-factor/second-factor-queries.server.ts'
import { needsSecondFactor } from '../second-factor/second-factors.ts'
import { confirmSession } from '../sign-in/sessions.server.ts'
import type { Viewer } from '../viewer.ts'
import { showedSecondFactor } from './claims.ts'
import type { ProvenIdentity } from './finish-single-sign-on.server.ts'
import type { Provider } from './provider.ts'

/** By how much clocks may differ, in milliseconds; a provider tells whole seconds. */
const CLOCKS_APART = 60_000

/**
 * The viewer has shown again, at a provider, who they are: sensitive pages open in this session (`handle`) for a while.
 * The session goes on with the secret in `setCookie`. Who has a second factor here must have shown one there:
 * `no-second-factor`. `another-person`: the identity is not linked to the viewer's account. `not-asked`: the provider
 * does not say that it asked the person since `begunAt`, in milliseconds UTC.
 */
export async function confirmWithIdentity({
  viewer: { accountId },
  handle,
  provider,
  identity,
  begunAt,
  secure,
  now,
}: {
  viewer: Viewer
  handle: string
  provider: Provider
  identity: ProvenIdentity
  begunAt: number
  secure: boolean
  now: number
}): Promise<
  { status: 'confirmed'; setCookie: string } | { status: 'another-person' | 'not-asked' | 'no-second-factor' }
> {
  const { issuer, subject, claims, authenticatedAt } = identity
  if (authenticatedAt === null || authenticatedAt < begunAt - CLOCKS_APART) return { status: 'not-asked' }
  return await write(async (tx) => {
    const [linked] = await tx
      .update(externalIdentity)
      .set({ lastUsedAt: now })
      .where(
        and(
          eq(externalIdentity.issuer, issuer),
          eq(externalIdentity.subject, subject),
          eq(externalIdentity.accountId, accountId),
        ),
      )
      .returning({ accountId: externalIdentity.accountId })
    if (!linked) return { status: 'another-person' }
    const secondFactor = showedSecondFactor(provider, claims)
    if (!secondFactor && needsSecondFactor(await findSecondFactors({ accountId }, tx))) {
      return { status: 'no-second-factor' }
    }
    const { setCookie } = await confirmSession({ handle, secondFactor, secure, now }, tx)
    const about = { kind: 'account', id: accountId } as const
    const facts = { way: 'single-sign-on' } as const
    await recordAudit({ acts: [{ action: 'identity-confirmed', actorId: accountId, subject: about, facts }], now }, tx)
    return { status: 'confirmed', setCookie }
  })
}
