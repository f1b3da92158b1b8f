import { Secret, TOTP } from 'otpauth'

/** SHA-1, six digits and 30 seconds: what every authenticator app can do (RFC 6238, 1.2 and 5.2). */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const

/** Steps before and after that are taken too: for a clock that is wrong, and a code typed as it changes (RFC 6238, 5.2). */
const DRIFT = 1

/** A new shared secret of 20 random bytes, as long as the hash (RFC 4226, 4, R6), in base 32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The time step that `code` belongs to, of those taken at `now` (milliseconds UTC); null when it is none of them. */
export function findTotpStep({ secret, code, now }: { secret: string; code: string; now: number }): number | null {
  // The library throws for six letters of more than one byte.
  if (!/^\d{6}$/.test(code)) return null
  const delta = TOTP.validate({
    ...form,
    secret: Secret.fromBase32(secret),
    token: code,
    timestamp: now,
    window: DRIFT,
  })
  return delta === null ? null : TOTP.counter({ period: form.period, timestamp: now }) + delta
}

/** The code a telephone shows at `now`. */
export function totpCode({ secret, now }: { secret: string; now: number }): string {
  return TOTP.generate({ ...form, secret: Secret.fromBase32(secret), timestamp: now })
}

/** The address that an app takes the secret from, as a link or as a QR code. */
export function totpUri({ secret, issuer, username }: { secret: string; issuer: string; username: string }): string {
  return new TOTP({ ...form, secret, issuer, label: username }).toString()
}
