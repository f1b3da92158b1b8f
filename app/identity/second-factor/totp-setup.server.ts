import { z } from 'zod'
import { seal, unseal } from '#app/secrets/seal.server.ts'
import { newTotpSecret } from './totp.server.ts'

/** How long a secret that was shown waits for its first code, in milliseconds. */
const PATIENCE = 60 * 60 * 1000

const PURPOSE = 'totp setup'

const cookieContent = z.object({ accountId: z.string(), secret: z.string(), until: z.number() })

const cookieName = (secure: boolean) => `${secure ? '__Host-' : ''}totp-setup`

const cookie = (value: string, seconds: number, secure: boolean) =>
  `${cookieName(secure)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

/**
 * The secret that was shown to this person in this browser and waits for a first code; null when there is none.
 * It is kept sealed in the browser, not stored: a telephone short of memory loads the page again while its owner looks
 * into the app, and must be shown the same secret.
 */
export function findTotpSetup({
  accountId,
  cookieHeader,
  secure,
  now,
}: {
  accountId: string
  cookieHeader: string | null
  secure: boolean
  now: number
}): { secret: string } | null {
  const name = cookieName(secure)
  const pair = (cookieHeader ?? '').split(';').find((part) => part.trim().startsWith(`${name}=`))
  const opened = unseal(pair?.trim().slice(name.length + 1) ?? '', PURPOSE)
  if (opened === null) return null
  const content = cookieContent.parse(JSON.parse(opened))
  return content.accountId === accountId && content.until > now ? { secret: content.secret } : null
}

/** A new secret to be shown, and the header that keeps it for this person. */
export function beginTotpSetup({ accountId, secure, now }: { accountId: string; secure: boolean; now: number }): {
  secret: string
  setCookie: string
} {
  const secret = newTotpSecret()
  const sealed = seal(JSON.stringify({ accountId, secret, until: now + PATIENCE }), PURPOSE)
  return { secret, setCookie: cookie(sealed, PATIENCE / 1000, secure) }
}

/** A header that takes away what was begun. */
export function clearTotpSetup(secure: boolean): string {
  return cookie('', 0, secure)
}
