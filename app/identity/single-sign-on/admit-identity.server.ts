import { and, eq, isNull } from 'drizzle-orm'
import { type Transaction, write } from '#db/client.server.ts'
import { externalIdentity } from '#db/schema/credentials.ts'
import { account } from '#db/schema/identity.ts'
import { isPresent } from '../accounts/present-account.server.ts'
import { recordRefusal } from '../sign-in/record-refusal.server.ts'
import { tellOwner } from '../sign-in/tell-owner.server.ts'
import { showedSecondFactor, verifiedEmail } from './claims.ts'
import { createFromClaims } from './create-from-claims.server.ts'
import { findByVerifiedEmail } from './find-linkable.server.ts'
import type { ProvenIdentity } from './finish-single-sign-on.server.ts'
import { findMissingThings, followClaims, type Omission, type ThingExists } from './follow-claims.server.ts'
import type { Provider } from './provider.ts'
import { saveIdentity } from './save-identity.server.ts'

/** Guesses are slowed at the provider; here there is nothing to guess. */
const refused = { way: 'single-sign-on', slowed: false } as const

/**
 * Whose account a proven identity opens: the one it is linked to (issuer and subject, nothing else); or the one with the
 * same verified address, where the configuration allows it; or a new one, where it allows that. Then agency and roles
 * are made what the claims say. `unknown` when no account goes with it, `refused` when the account is suspended.
 */
export async function admitIdentity({
  provider,
  identity,
  thingExists,
  now,
}: {
  provider: Provider
  identity: ProvenIdentity
  thingExists: ThingExists
  now: number
}): Promise<
  | { status: 'admitted'; accountId: string; secondFactor: 'provider' | null; omissions: Omission[] }
  | { status: 'refused' }
  | { status: 'unknown' }
> {
  const { claims } = identity
  const missing = await findMissingThings({ provider, claims, thingExists })
  return await write(async (tx) => {
    const accountId =
      (await findLinked(identity, now, tx)) ??
      (await linkByEmail(provider, identity, now, tx)) ??
      (await createAccount(provider, identity, now, tx))
    if (accountId === null) {
      await recordRefusal({ ...refused, reason: 'unknown', accountId: null, now }, tx)
      return { status: 'unknown' }
    }
    const [person] = await tx
      .select({ id: account.id })
      .from(account)
      .where(and(eq(account.id, accountId), isPresent, isNull(account.suspendedAt)))
    if (!person) {
      await recordRefusal({ ...refused, reason: 'suspended', accountId, now }, tx)
      return { status: 'refused' }
    }
    const omissions = await followClaims({ accountId, provider, claims, missing, now }, tx)
    const secondFactor = showedSecondFactor(provider, claims) ? 'provider' : null
    return { status: 'admitted', accountId, secondFactor, omissions }
  })
}

/**
 * The address that the provider calls verified, if the configuration believes it. One that is not believed is not kept
 * either: kept as verified, it would draw its real owner, known by a better provider, into an account of somebody else.
 */
function believedEmail(provider: Provider, { claims }: ProvenIdentity): string | null {
  return provider.linkVerifiedEmail ? verifiedEmail(claims) : null
}

async function findLinked({ issuer, subject }: ProvenIdentity, now: number, tx: Transaction): Promise<string | null> {
  const [linked] = await tx
    .update(externalIdentity)
    .set({ lastUsedAt: now })
    .where(and(eq(externalIdentity.issuer, issuer), eq(externalIdentity.subject, subject)))
    .returning({ accountId: externalIdentity.accountId })
  return linked?.accountId ?? null
}

async function linkByEmail(
  provider: Provider,
  identity: ProvenIdentity,
  now: number,
  tx: Transaction,
): Promise<string | null> {
  const email = believedEmail(provider, identity)
  if (email === null) return null
  const found = await findByVerifiedEmail({ email, issuer: identity.issuer, now }, tx)
  if (found.status !== 'linkable') return null
  const { accountId } = found
  await saveIdentity({ accountId, identity, actorId: null, now }, tx)
  await tellOwner({ accountId, what: 'identity-linked', now }, tx)
  return accountId
}

async function createAccount(
  provider: Provider,
  identity: ProvenIdentity,
  now: number,
  tx: Transaction,
): Promise<string | null> {
  if (!provider.create) return null
  const email = believedEmail(provider, identity)
  if (email !== null && (await findByVerifiedEmail({ email, issuer: identity.issuer, now }, tx)).status !== 'free') {
    // The same person, most likely: a second account would split what they did in two.
    return null
  }
  const accountId = await createFromClaims({ provider, claims: identity.claims, email, now }, tx)
  await saveIdentity({ accountId, identity, actorId: accountId, now }, tx)
  return accountId
}
