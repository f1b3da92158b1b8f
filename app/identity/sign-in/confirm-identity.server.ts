import { eq } from 'drizzle-orm'
import { reader, type Transaction, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import type { AuditFacts } from '../audit/audit.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { checkPasskey } from '../second-factor/check-passkey.server.ts'
import { checkSecondFactor } from '../second-factor/check-second-factor.server.ts'
import type { RelyingParty } from '../second-factor/relying-party.ts'
import { findSecondFactors } from '../second-factor/second-factor-queries.server.ts'
import { needsSecondFactor, type SecondFactors } from '../second-factor/second-factors.ts'
import type { TypedCode } from '../second-factor/typed-code.ts'
import type { Viewer } from '../viewer.ts'
import { findKnownDevice } from './known-device.server.ts'
import { hasPassword, verifyPassword } from './passwords.server.ts'
import { recordRefusal } from './record-refusal.server.ts'
import { confirmSession } from './sessions.server.ts'
import { findRetryTime, forgetFailures, limitKeys, recordFailure } from './sign-in-limit.server.ts'

/** Whether the viewer can show who they are with a password. */
export async function canConfirmWithPassword({ viewer }: { viewer: Viewer }): Promise<boolean> {
  const [own] = await reader
    .select({ passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.id, viewer.accountId))
  return own !== undefined && hasPassword(own.passwordHash)
}

/** How the viewer can show again who they are: everything they would need to sign in, or a passkey alone. */
export type ConfirmWays = { password: boolean; code: boolean; passkey: boolean }

export async function findConfirmWays({
  viewer,
  factors,
}: {
  viewer: Viewer
  factors: SecondFactors
}): Promise<ConfirmWays> {
  const both = needsSecondFactor(factors)
  const code = both && (factors.totp || factors.recoveryCodes > 0)
  // A password is not enough beside a second factor that no code stands for: then the passkey is the way.
  const password = (!both || code) && (await canConfirmWithPassword({ viewer }))
  return { password, code, passkey: factors.passkeys > 0 }
}

type Confirmation = { viewer: Viewer; handle: string; secure: boolean; now: number }

/** `setCookie` carries the secret that the session goes on with. */
type Confirmed = { status: 'confirmed'; setCookie: string }

type Outcome = Confirmed | { status: 'refused' } | { status: 'code-refused' } | { status: 'too-many'; retryAt: number }

/**
 * The viewer shows again, with the password, who they are: sensitive pages then open in this session for a while.
 * Who has a second factor shows that too (`typed`). `handle` names the session, which goes on with the secret in
 * `setCookie`. A wrong password counts as a failed
 * sign-in, and a wrong code as one at the second step. `retryAt` in milliseconds UTC.
 */
export async function confirmWithPassword({
  password,
  typed = null,
  address,
  cookieHeader,
  ...confirmation
}: Confirmation & {
  password: string
  typed?: TypedCode | null
  address: string
  cookieHeader: string | null
}): Promise<Outcome> {
  const { viewer, secure, now } = confirmation
  const { accountId } = viewer
  const device = findKnownDevice({ accountId, cookieHeader, secure })
  const keys = limitKeys({ usernameKey: nameKey(viewer.username), address, device })
  const waiting = await findRetryTime({ keys, now }, reader)
  if (waiting !== null) return { status: 'too-many', retryAt: waiting }
  const [own] = await reader
    .select({ passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.id, accountId))
  const matches = await verifyPassword(own?.passwordHash ?? null, password)
  return await write(async (tx) => {
    const retryAt = await findRetryTime({ keys, now }, tx)
    if (retryAt !== null) return { status: 'too-many', retryAt }
    if (!matches) {
      const { slowed } = await recordFailure({ keys, now }, tx)
      await recordRefusal({ way: 'password', reason: 'password', accountId, slowed, now }, tx)
      return { status: 'refused' }
    }
    await forgetFailures({ keys }, tx)
    if (needsSecondFactor(await findSecondFactors({ accountId }, tx))) {
      return await confirmByCode({ ...confirmation, typed, way: 'password' }, tx)
    }
    return await confirm({ ...confirmation, way: 'password', secondFactor: null }, tx)
  })
}

/** The viewer, who has no password, shows again with a code who they are. Who has one is refused. */
export async function confirmWithCode({
  typed,
  ...confirmation
}: Confirmation & { typed: TypedCode | null }): Promise<Outcome> {
  if (await canConfirmWithPassword(confirmation)) return { status: 'refused' }
  return await write((tx) => confirmByCode({ ...confirmation, typed, way: null }, tx))
}

/** The viewer shows again with a passkey, which stands for both factors, who they are. */
export async function confirmWithPasskey({
  credential,
  relyingParty,
  cookieHeader,
  ...confirmation
}: Confirmation & {
  credential: string
  relyingParty: RelyingParty | null
  cookieHeader: string | null
}): Promise<Confirmed | { status: 'refused' }> {
  const { viewer, secure, now } = confirmation
  const checked = await checkPasskey({ purpose: 'confirm', credential, relyingParty, cookieHeader, secure, now })
  // The challenge was for the person who asked for it: another may have signed in at this browser since.
  if (checked.status !== 'shown' || checked.accountId !== viewer.accountId) return { status: 'refused' }
  return await write((tx) => confirm({ ...confirmation, way: 'passkey', secondFactor: 'passkey' }, tx))
}

/** `way` is what was shown before the code; null when the code is all there is. */
async function confirmByCode(
  { typed, way, ...confirmation }: Confirmation & { typed: TypedCode | null; way: 'password' | null },
  tx: Transaction,
): Promise<Outcome> {
  if (!typed) return { status: 'code-refused' }
  const { viewer, now } = confirmation
  const checked = await checkSecondFactor({ accountId: viewer.accountId, typed, way: way ?? 'password', now }, tx)
  if (checked.status === 'refused') return { status: 'code-refused' }
  if (checked.status === 'too-many') return checked
  const { secondFactor } = checked
  return await confirm({ ...confirmation, way: way ?? secondFactor, secondFactor }, tx)
}

async function confirm(
  { viewer, handle, secure, now, ...facts }: Confirmation & AuditFacts['identity-confirmed'],
  tx: Transaction,
): Promise<Confirmed> {
  const { accountId } = viewer
  const { setCookie } = await confirmSession({ handle, secondFactor: Boolean(facts.secondFactor), secure, now }, tx)
  const subject = { kind: 'account', id: accountId } as const
  await recordAudit({ acts: [{ action: 'identity-confirmed', actorId: accountId, subject, facts }], now }, tx)
  return { status: 'confirmed', setCookie }
}
