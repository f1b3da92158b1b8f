import { and, desc, eq } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { externalIdentity } from '#db/schema/credentials.ts'
import { needsSecondFactor, type SecondFactors } from '../second-factor/second-factors.ts'
import { findOwnWaysIn } from '../sign-in/own-ways-in-queries.server.ts'
import type { Viewer } from '../viewer.ts'
import { findProvider, listProviders } from './provider-file.server.ts'
import type { Provider, ShownProvider } from './provider.ts'

/** An identity elsewhere that opens an account. `provider` null when it is no longer configured. Times in milliseconds UTC. */
export type LinkedIdentity = {
  issuer: string
  provider: ShownProvider | null
  createdAt: number
  lastUsedAt: number
  /** Why its holder may not part from it: without it they could not get in, or it is the only way in they may use. */
  bound: 'last-way' | 'exclusive' | null
}

/** The viewer's identities elsewhere, the last used first, and the providers that they may link one of. */
export async function listLinkedIdentities({
  viewer,
}: {
  viewer: Viewer
}): Promise<{ identities: LinkedIdentity[]; linkable: ShownProvider[] }> {
  const { accountId } = viewer
  const rows = await reader
    .select({
      issuer: externalIdentity.issuer,
      createdAt: externalIdentity.createdAt,
      lastUsedAt: externalIdentity.lastUsedAt,
    })
    .from(externalIdentity)
    .where(eq(externalIdentity.accountId, accountId))
    .orderBy(desc(externalIdentity.lastUsedAt))
  // Accounts that were merged may bring two of one provider: they come and go together.
  const last = rows.filter(({ issuer }, index) => rows.findIndex((other) => other.issuer === issuer) === index)
  const own = last.length === 1 ? await findOwnWaysIn({ accountId }, reader) : null
  const hasAnother = own === null || own.password || own.passkeys > 0
  const identities = last.map((row): LinkedIdentity => {
    const provider = listProviders().find(({ issuer }) => issuer === row.issuer) ?? null
    const bound = provider?.exclusive ? 'exclusive' : hasAnother ? null : 'last-way'
    return { ...row, provider: provider && shown(provider), bound }
  })
  const linkable = listProviders().filter(({ issuer }) => rows.every((row) => row.issuer !== issuer))
  return { identities, linkable: linkable.map(shown) }
}

const shown = ({ id, name }: Provider): ShownProvider => ({ id, name })

/**
 * The providers that can tell whether it is still the viewer who sits there. Who has a second factor is not sent to one
 * that is believed in none.
 */
export async function listConfirmingProviders({
  viewer,
  factors,
}: {
  viewer: Viewer
  factors: SecondFactors
}): Promise<ShownProvider[]> {
  if (listProviders().length === 0) return []
  const { identities } = await listLinkedIdentities({ viewer })
  const isProtected = needsSecondFactor(factors)
  const able = listProviders().filter(({ secondFactor }) => !isProtected || secondFactor !== undefined)
  return able.filter(({ issuer }) => identities.some((linked) => linked.issuer === issuer)).map(shown)
}

/** The providers that a sign-in page names. */
export function listShownProviders(): ShownProvider[] {
  return listProviders().map(shown)
}

/** Whether this account is linked to an identity of this provider. */
export async function isLinkedTo({ viewer, providerId }: { viewer: Viewer; providerId: string }): Promise<boolean> {
  const provider = findProvider(providerId)
  if (!provider) return false
  const [linked] = await reader
    .select({ subject: externalIdentity.subject })
    .from(externalIdentity)
    .where(and(eq(externalIdentity.accountId, viewer.accountId), eq(externalIdentity.issuer, provider.issuer)))
  return linked !== undefined
}
