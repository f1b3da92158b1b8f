import { authorizationCodeGrant, type Configuration, fetchUserInfo } from 'openid-client'
import { unseal } from '#app/secrets/seal.server.ts'
import { write } from '#db/client.server.ts'
import { endStep, findStep } from '../sign-in/sign-in-step.server.ts'
import { type BegunSingleSignOn, begunSingleSignOn, stepPurpose } from './begun-single-sign-on.ts'
import { type Claims, joinClaims } from './claims.ts'
import type { Provider } from './provider.ts'
import { connectTo } from './provider-connection.server.ts'
import { describeFault, type ProviderFault } from './provider-fault.server.ts'

/** A person as a provider has proven them. `authenticatedAt`: when it last asked them, if it says so; milliseconds UTC. */
export type ProvenIdentity = { issuer: string; subject: string; claims: Claims; authenticatedAt: number | null }

/** What the answer needs to know of how it began. `accountId`: who was signed in then, to link or to confirm. */
export type Begun = Pick<BegunSingleSignOn, 'purpose' | 'kind' | 'next' | 'begunAt'> & { accountId: string | null }

/** How long ago a provider may have asked the person when they are to confirm, in seconds; an earlier time is checked after. */
const MAX_AGE = 15 * 60

/** The parameters of an answer (RFC 6749, 4.1.2; RFC 9207). Others are nobody's business. */
const answerParameters = ['code', 'state', 'iss', 'error', 'error_description', 'response', 'id_token', 'token']

/**
 * Takes the answer of a provider: it must belong to what this browser began, counts once, and is redeemed at the provider
 * for who the person is. State, issuer, audience, nonce, times and signature are checked by openid-client.
 * `expired` when this browser began nothing that the answer belongs to.
 */
export async function finishSingleSignOn({
  provider,
  answer,
  redirectUri,
  cookieHeader,
  secure,
  now,
}: {
  provider: Provider
  answer: URLSearchParams
  redirectUri: string
  cookieHeader: string | null
  secure: boolean
  now: number
}): Promise<
  | { status: 'proven'; begun: Begun; identity: ProvenIdentity }
  | (ProviderFault & { begun: Begun })
  | { status: 'expired' }
> {
  const step = await findStep({ kind: 'single-sign-on', cookieHeader, secure, now })
  const kept = step && readStep(step.state)
  // An old address that is opened again does not end what was begun since.
  if (!step || !kept || kept.providerId !== provider.id || answer.get('state') !== kept.state) {
    return { status: 'expired' }
  }
  if (!(await write((tx) => endStep({ idHash: step.idHash }, tx)))) return { status: 'expired' }
  const { purpose, kind, next, begunAt } = kept
  const begun: Begun = { purpose, kind, next, begunAt, accountId: step.accountId }
  try {
    const configuration = await connectTo(provider, now)
    return { status: 'proven', begun, identity: await redeem(configuration, kept, addressOf(redirectUri, answer)) }
  } catch (error) {
    const fault = describeFault(error)
    if (fault === null) throw error
    return { ...fault, begun }
  }
}

function readStep(sealed: string): BegunSingleSignOn | null {
  const content = unseal(JSON.parse(sealed) as string, stepPurpose)
  return content === null ? null : begunSingleSignOn.parse(JSON.parse(content))
}

/** The address of the answer as openid-client reads it: what a proxy or a stranger has put into ours is left out. */
function addressOf(redirectUri: string, answer: URLSearchParams): URL {
  const address = new URL(redirectUri)
  for (const [name, value] of answer) if (answerParameters.includes(name)) address.searchParams.append(name, value)
  return address
}

async function redeem(configuration: Configuration, kept: BegunSingleSignOn, address: URL): Promise<ProvenIdentity> {
  const tokens = await authorizationCodeGrant(configuration, address, {
    pkceCodeVerifier: kept.verifier,
    expectedState: kept.state,
    expectedNonce: kept.nonce,
    idTokenExpected: true,
    ...(kept.purpose === 'confirm' ? { maxAge: MAX_AGE } : {}),
  })
  const idToken = tokens.claims()
  if (!idToken) throw new Error('openid-client gave no ID token although one was expected')
  // Many providers tell only in the UserInfo answer what the scopes ask for. The tokens themselves are not kept.
  const userInfo = configuration.serverMetadata().userinfo_endpoint
    ? await fetchUserInfo(configuration, tokens.access_token, idToken.sub)
    : null
  return {
    issuer: idToken.iss,
    subject: idToken.sub,
    claims: joinClaims(idToken, userInfo),
    authenticatedAt: typeof idToken.auth_time === 'number' ? idToken.auth_time * 1000 : null,
  }
}
