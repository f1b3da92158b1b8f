import { and, eq, lt } from 'drizzle-orm'
import { reader, write } from '#db/client.server.ts'
import { passkey } from '#db/schema/credentials.ts'
import { recordRefusal } from '../sign-in/record-refusal.server.ts'
import { endStep, findStep } from '../sign-in/sign-in-step.server.ts'
import { tellOwner } from '../sign-in/tell-owner.server.ts'
import { type PasskeyState, passkeySteps } from './begin-passkey.server.ts'
import { type PasskeyPurpose, readSigned } from './passkey.ts'
import type { RelyingParty } from './relying-party.ts'
import { webauthn } from './webauthn.server.ts'

/**
 * Checks what an authenticator signed against the challenge this browser was given, which is used up however it goes.
 * Gives whose passkey it is. `expired` when no challenge waits; `refused` for anything that is not right, for a passkey
 * of somebody else than the challenge was for, and for one whose counter went back: then a copy of it is about.
 */
export async function checkPasskey({
  purpose,
  credential,
  relyingParty,
  cookieHeader,
  secure,
  now,
}: {
  purpose: Exclude<PasskeyPurpose, 'registration'>
  /** JSON, as the page's script sends it. */
  credential: string
  relyingParty: RelyingParty | null
  cookieHeader: string | null
  secure: boolean
  now: number
}): Promise<{ status: 'shown'; accountId: string } | { status: 'refused' } | { status: 'expired' }> {
  const step = await findStep({ kind: passkeySteps[purpose], cookieHeader, secure, now })
  if (!step || !(await write((tx) => endStep(step, tx)))) return { status: 'expired' }
  const signed = readSigned(credential)
  const [known] = signed ? await reader.select().from(passkey).where(eq(passkey.credentialId, signed.id)) : []
  if (!signed || !known || !relyingParty) return { status: 'refused' }
  if (step.accountId !== null && step.accountId !== known.accountId) return { status: 'refused' }
  const { challenge } = JSON.parse(step.state) as PasskeyState
  const counter = await verify({ signed, known, challenge, relyingParty, needsUser: purpose !== 'second-factor' })
  return counter === null ? await refuse(known.accountId, 'passkey', now) : await noteUse(known, counter, now)
}

type Known = typeof passkey.$inferSelect

/** The counter that was signed; null when something about the answer is not right. */
async function verify({
  signed,
  known,
  challenge,
  relyingParty,
  needsUser,
}: {
  signed: NonNullable<ReturnType<typeof readSigned>>
  known: Known
  challenge: string
  relyingParty: RelyingParty
  needsUser: boolean
}): Promise<number | null> {
  const { userHandle, ...response } = signed.response
  // The account a discoverable passkey was made for (Web Authentication Level 3, 7.2, step 6).
  if (userHandle && Buffer.from(userHandle, 'base64url').toString() !== known.accountId) return null
  const { verifyAuthenticationResponse } = await webauthn()
  // The library throws for whatever a stranger may send that is not as it should be.
  const result = await verifyAuthenticationResponse({
    response: { ...signed, response, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: relyingParty.origin,
    expectedRPID: relyingParty.id,
    requireUserVerification: needsUser,
    // Its counter is compared when it is stored: so that of two answers at once one counts, and a copy is told of.
    credential: { id: known.credentialId, publicKey: bytesOf(known.publicKey), counter: 0 },
  }).catch(() => null)
  return result?.verified ? result.authenticationInfo.newCounter : null
}

const bytesOf = (base64url: string) => new Uint8Array(Buffer.from(base64url, 'base64url'))

/** A counter that is kept only ever grows; authenticators that keep none say 0 (Web Authentication Level 3, 6.1.1). */
async function noteUse(known: Known, counter: number, now: number) {
  const keepsNone = counter === 0 && known.counter === 0
  const noted = await write((tx) =>
    tx
      .update(passkey)
      .set({ counter, lastUsedAt: now })
      .where(
        and(
          eq(passkey.credentialId, known.credentialId),
          keepsNone ? eq(passkey.counter, 0) : lt(passkey.counter, counter),
        ),
      )
      .returning({ accountId: passkey.accountId }),
  )
  const { accountId } = known
  return noted.length > 0 ? { status: 'shown' as const, accountId } : await refuse(accountId, 'passkey-copied', now)
}

async function refuse(accountId: string, reason: 'passkey' | 'passkey-copied', now: number) {
  await write(async (tx) => {
    await recordRefusal({ way: 'passkey', reason, accountId, slowed: false, now }, tx)
    if (reason === 'passkey-copied') await tellOwner({ accountId, what: reason, now }, tx)
  })
  return { status: 'refused' as const }
}
