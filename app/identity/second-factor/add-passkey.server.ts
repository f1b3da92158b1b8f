import { write } from '#db/client.server.ts'
import { passkey } from '#db/schema/credentials.ts'
import { endStep, findStep } from '../sign-in/sign-in-step.server.ts'
import type { Viewer } from '../viewer.ts'
import { type PasskeyState, passkeySteps } from './begin-passkey.server.ts'
import { findCredentials } from './passkey-queries.server.ts'
import { MOST_PASSKEYS, readCreated } from './passkey.ts'
import { type AddedFactor, noteAddedFactor } from './note-added-factor.server.ts'
import type { RelyingParty } from './relying-party.ts'
import { webauthn } from './webauthn.server.ts'

/**
 * Adds a passkey that the viewer's browser made for the challenge it was given, which is used up however it goes.
 * `credential` is JSON as the page's script sends it; `handle` names the session. `expired` when no challenge of theirs
 * waits, `refused` when the answer is not right or the passkey is known already, `too-many` with as many as one may have.
 */
export async function addPasskey({
  viewer,
  handle,
  name,
  credential,
  relyingParty,
  cookieHeader,
  secure,
  now,
}: {
  viewer: Viewer
  handle: string
  name: string
  credential: string
  relyingParty: RelyingParty | null
  cookieHeader: string | null
  secure: boolean
  now: number
}): Promise<
  ({ status: 'added' } & AddedFactor) | { status: 'expired' } | { status: 'refused' } | { status: 'too-many' }
> {
  const { accountId } = viewer
  const step = await findStep({ kind: passkeySteps.registration, cookieHeader, secure, now })
  if (step?.accountId !== accountId || !(await write((tx) => endStep(step, tx)))) return { status: 'expired' }
  const { challenge } = JSON.parse(step.state) as PasskeyState
  const made = relyingParty ? await verify({ credential, challenge, relyingParty }) : null
  if (!made) return { status: 'refused' }
  return await write(async (tx) => {
    if ((await findCredentials({ accountId }, tx)).length >= MOST_PASSKEYS) return { status: 'too-many' }
    const added = await tx
      .insert(passkey)
      .values({ ...made, accountId, name, createdAt: now })
      .onConflictDoNothing()
      .returning({ credentialId: passkey.credentialId })
    if (added.length === 0) return { status: 'refused' }
    return { status: 'added', ...(await noteAddedFactor({ accountId, kind: 'passkey', handle, secure, now }, tx)) }
  })
}

/** The new passkey as it is stored; null when something about it is not right. */
async function verify({
  credential,
  challenge,
  relyingParty,
}: {
  credential: string
  challenge: string
  relyingParty: RelyingParty
}) {
  const created = readCreated(credential)
  if (!created) return null
  const { verifyRegistrationResponse } = await webauthn()
  // The library throws for whatever a stranger may send that is not as it should be.
  const result = await verifyRegistrationResponse({
    response: { ...created, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: relyingParty.origin,
    expectedRPID: relyingParty.id,
    requireUserVerification: false,
  }).catch(() => null)
  if (!result?.verified) return null
  const { credential: made, credentialBackedUp } = result.registrationInfo
  return {
    credentialId: made.id,
    publicKey: Buffer.from(made.publicKey).toString('base64url'),
    counter: made.counter,
    transports: JSON.stringify(created.response.transports),
    backedUp: credentialBackedUp,
  }
}
