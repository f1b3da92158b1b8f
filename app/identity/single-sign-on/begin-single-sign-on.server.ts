import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { seal } from '#app/secrets/seal.server.ts'
import { write } from '#db/client.server.ts'
import type { SessionKind } from '../sign-in/session-times.ts'
import { beginStep } from '../sign-in/sign-in-step.server.ts'
import type { Provider } from './provider.ts'
import { connectTo } from './provider-connection.server.ts'
import { describeFault, type ProviderFault } from './provider-fault.server.ts'
import { type BegunSingleSignOn, type Purpose, stepPurpose } from './begun-single-sign-on.ts'

/**
 * Begins to ask a provider who somebody is: authorization code with PKCE (RFC 6749, RFC 7636), bound to this browser by
 * `setCookie` and to one answer by state and nonce. `address` is where the browser goes; it comes back to `redirectUri`.
 * To link or to confirm, `accountId` is the person who is signed in here.
 */
export async function beginSingleSignOn({
  provider,
  purpose,
  accountId,
  redirectUri,
  kind,
  next,
  secure,
  now,
}: {
  provider: Provider
  purpose: Purpose
  accountId: string | null
  redirectUri: string
  kind: SessionKind
  next: string | null
  secure: boolean
  now: number
}): Promise<{ status: 'begun'; address: string; setCookie: string } | Exclude<ProviderFault, { status: 'declined' }>> {
  const verifier = randomPKCECodeVerifier()
  const begun: BegunSingleSignOn = {
    providerId: provider.id,
    purpose,
    state: randomState(),
    nonce: randomNonce(),
    verifier,
    kind,
    next,
    begunAt: now,
  }
  let address: URL
  try {
    address = buildAuthorizationUrl(await connectTo(provider, now), {
      redirect_uri: redirectUri,
      scope: provider.scopes.join(' '),
      state: begun.state,
      nonce: begun.nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...whoIsThere(purpose, kind),
    })
  } catch (error) {
    const fault = describeFault(error)
    if (fault === null) throw error
    return { status: fault.status === 'unavailable' ? 'unavailable' : 'untrusted', detail: fault.detail }
  }
  const state = seal(JSON.stringify(begun), stepPurpose)
  const { setCookie } = await write((tx) => beginStep({ kind: 'single-sign-on', accountId, state, secure, now }, tx))
  return { status: 'begun', address: address.href, setCookie }
}

/**
 * To confirm, the person must show themselves anew. On a shared computer the provider may still know whoever sat there
 * before, and would let the next one in as them.
 */
function whoIsThere(purpose: Purpose, kind: SessionKind): Record<string, string> {
  if (purpose === 'confirm') return { prompt: 'login', max_age: '0' }
  return kind === 'shared' ? { prompt: 'login' } : {}
}
