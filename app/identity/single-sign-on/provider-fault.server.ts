import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'
import { Misdirected } from './provider-connection.server.ts'

/**
 * Why a provider did not tell who somebody is. `declined`: the person, or a rule of the provider, said no.
 * `unavailable`: it could not be reached, or is in trouble. `untrusted`: what it answered does not hold. `detail` is for
 * the log and tells of no person.
 */
export type ProviderFault =
  | { status: 'declined'; detail: string }
  | { status: 'unavailable'; detail: string }
  | { status: 'untrusted'; detail: string }

/** Answers of an authorization endpoint that say "not now" (RFC 6749, 4.1.2.1). */
const troubles = ['server_error', 'temporarily_unavailable']

/** Answers of it that a person can cause (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6). */
const refusals = [
  'access_denied',
  'login_required',
  'interaction_required',
  'account_selection_required',
  'consent_required',
]

/** Codes of openid-client for an answer that did not come, or is no answer of a provider in good health. */
const silences = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']

/** What went wrong, of the errors that talking to a provider throws; null for one that is a bug of ours. */
export function describeFault(error: unknown): ProviderFault | null {
  if (error instanceof AuthorizationResponseError) {
    if (refusals.includes(error.error)) return { status: 'declined', detail: error.error }
    return { status: troubles.includes(error.error) ? 'unavailable' : 'untrusted', detail: codeOf(error.error) }
  }
  if (error instanceof ResponseBodyError) {
    return { status: error.status >= 500 ? 'unavailable' : 'untrusted', detail: codeOf(error.error) }
  }
  if (error instanceof Misdirected) return { status: 'untrusted', detail: error.message }
  if (error instanceof ClientError && error.cause instanceof Misdirected) return describeFault(error.cause)
  const code = libraryCode(error)
  if (code !== null) return { status: silences.includes(code) ? 'unavailable' : 'untrusted', detail: code }
  if (error instanceof ClientError) return { status: 'untrusted', detail: error.message }
  if (error instanceof TypeError) {
    // What fetch throws without a connection, and what the library throws for bytes that it cannot decode.
    const isSilence = error.message === 'fetch failed' || error.message === 'terminated'
    return { status: isSilence ? 'unavailable' : 'untrusted', detail: error.message }
  }
  return null
}

/** The code of an error of openid-client or of what it is built on; null for other errors. */
function libraryCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  return error.code.startsWith('OAUTH_') ? error.code : null
}

/** An error code as the log may hold it: anybody can write one into an address. */
function codeOf(text: string): string {
  return /^[a-z_]{1,60}$/.test(text) ? text : 'unknown error code'
}
