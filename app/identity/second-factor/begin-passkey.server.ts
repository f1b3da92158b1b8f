import type { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server'
import { write } from '#db/client.server.ts'
import { findRetryTime, passkeyKeys, recordFailure } from '../sign-in/sign-in-limit.server.ts'
import { beginStep, findStep, type StepKind } from '../sign-in/sign-in-step.server.ts'
import type { Viewer } from '../viewer.ts'
import { findCredentials } from './passkey-queries.server.ts'
import type { PasskeyPurpose } from './passkey.ts'
import type { RelyingParty } from './relying-party.ts'
import { webauthn } from './webauthn.server.ts'

/** The step that keeps a challenge, by what it is for. */
export const passkeySteps = {
  'sign-in': 'passkey-sign-in',
  'second-factor': 'passkey-second-factor',
  confirm: 'passkey-confirm',
  registration: 'passkey-registration',
} as const satisfies Record<PasskeyPurpose, StepKind>

/** What is kept of what a browser was asked. */
export type PasskeyState = { challenge: string }

type Options =
  Awaited<ReturnType<typeof generateRegistrationOptions>> | Awaited<ReturnType<typeof generateAuthenticationOptions>>

/**
 * What to ask a browser for a passkey with: a challenge that is answered once, in that browser, within ten minutes.
 * Anyone may ask to sign in; who is at the second step, for that; who is signed in (`viewer`), to confirm or to add one.
 * `siteName` is what the browser shows. Gives `refused` to anyone else, `too-many` to an address that asks without end.
 */
export async function beginPasskey({
  purpose,
  viewer,
  relyingParty,
  siteName,
  address,
  cookieHeader,
  secure,
  now,
}: {
  purpose: PasskeyPurpose
  viewer: Viewer | null
  relyingParty: RelyingParty
  siteName: string
  address: string
  cookieHeader: string | null
  secure: boolean
  now: number
}): Promise<{ status: 'begun'; options: Options; setCookie: string } | { status: 'refused' } | { status: 'too-many' }> {
  const accountId = await askedOf({ purpose, viewer, cookieHeader, secure, now })
  if (accountId === undefined) return { status: 'refused' }
  const options =
    purpose === 'registration' && viewer
      ? await optionsToAdd({ viewer, relyingParty, siteName })
      : await optionsToShow({ purpose, accountId, relyingParty })
  return await write(async (tx) => {
    if (accountId === null) {
      const keys = passkeyKeys({ address })
      if ((await findRetryTime({ keys, now }, tx)) !== null) return { status: 'too-many' }
      await recordFailure({ keys, now }, tx)
    }
    const state: PasskeyState = { challenge: options.challenge }
    const { setCookie } = await beginStep({ kind: passkeySteps[purpose], accountId, state, secure, now }, tx)
    return { status: 'begun', options, setCookie }
  })
}

/** Whose passkey is asked for: null for anybody's, undefined when this browser may not ask. */
async function askedOf({
  purpose,
  viewer,
  cookieHeader,
  secure,
  now,
}: {
  purpose: PasskeyPurpose
  viewer: Viewer | null
  cookieHeader: string | null
  secure: boolean
  now: number
}): Promise<string | null | undefined> {
  if (purpose === 'sign-in') return null
  if (purpose !== 'second-factor') return viewer?.accountId
  return (await findStep({ kind: 'second-factor', cookieHeader, secure, now }))?.accountId ?? undefined
}

/**
 * User verification is required where the passkey stands for both factors. After a password its presence is enough, so
 * that a plain security key serves too.
 */
async function optionsToShow({
  purpose,
  accountId,
  relyingParty,
}: {
  purpose: PasskeyPurpose
  accountId: string | null
  relyingParty: RelyingParty
}) {
  const library = await webauthn()
  return await library.generateAuthenticationOptions({
    rpID: relyingParty.id,
    allowCredentials: accountId === null ? [] : await findCredentials({ accountId }),
    userVerification: purpose === 'second-factor' ? 'preferred' : 'required',
  })
}

async function optionsToAdd({
  viewer,
  relyingParty,
  siteName,
}: {
  viewer: Viewer
  relyingParty: RelyingParty
  siteName: string
}) {
  const library = await webauthn()
  return await library.generateRegistrationOptions({
    rpName: siteName,
    rpID: relyingParty.id,
    userID: new TextEncoder().encode(viewer.accountId),
    userName: viewer.username,
    userDisplayName: viewer.displayName,
    attestationType: 'none',
    excludeCredentials: await findCredentials({ accountId: viewer.accountId }),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
}
