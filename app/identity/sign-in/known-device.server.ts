import { randomBytes, timingSafeEqual } from 'node:crypto'
import { keyedHash } from '#app/secrets/seal.server.ts'

const YEAR_IN_SECONDS = 365 * 24 * 60 * 60

/** 16 random bytes, and a keyed hash of 32, both base64url. */
const form = /^([\w-]{22})\.([\w-]{43})$/

/** One cookie for each person who signed in here, named so that it tells nobody who they are. */
function cookieName(accountId: string, secure: boolean): string {
  return `${secure ? '__Host-' : ''}known-${keyedHash(accountId, 'known device name').slice(0, 10)}`
}

const signed = (accountId: string, nonce: string) => keyedHash(`${accountId} ${nonce}`, 'known device')

/**
 * A Set-Cookie header by which this browser is known as one where this person signed in before. It opens nothing; it
 * only keeps guesses that others make elsewhere from slowing its owner down.
 * Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
 */
export function knownDeviceCookie({ accountId, secure }: { accountId: string; secure: boolean }): string {
  const nonce = randomBytes(16).toString('base64url')
  const value = `${nonce}.${signed(accountId, nonce)}`
  return `${cookieName(accountId, secure)}=${value}; Path=/; Max-Age=${YEAR_IN_SECONDS}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** What tells this known browser of that person from other browsers; null when the cookies hold no such proof. */
export function findKnownDevice({
  accountId,
  cookieHeader,
  secure,
}: {
  accountId: string
  cookieHeader: string | null
  secure: boolean
}): string | null {
  const name = cookieName(accountId, secure)
  const pair = (cookieHeader ?? '').split(';').find((part) => part.trim().startsWith(`${name}=`))
  const [, nonce, proof] = form.exec(pair?.trim().slice(name.length + 1) ?? '') ?? []
  if (!nonce || !proof) return null
  return timingSafeEqual(Buffer.from(proof), Buffer.from(signed(accountId, nonce))) ? nonce : null
}
