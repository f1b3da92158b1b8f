import { describe, expect, test } from 'vitest'
import { findTotpStep, newTotpSecret, totpCode, totpUri } from './totp.server.ts'

/** The key of RFC 6238, Appendix B: "12345678901234567890". */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const SECOND = 1000

describe('a code', () => {
  // The appendix gives eight digits; six are the last of them.
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('is that of RFC 6238 at %i seconds', (seconds, code) => {
    expect(totpCode({ secret, now: seconds * SECOND })).toBe(code)
    expect(findTotpStep({ secret, code, now: seconds * SECOND })).toBe(Math.floor(seconds / 30))
  })

  test('is taken one step early and one late, and no more', () => {
    const now = 1_700_000_010 * SECOND
    const taken = [-60, -31, -30, 0, 30, 60].map((drift) =>
      findTotpStep({ secret, code: totpCode({ secret, now: now + drift * SECOND }), now }),
    )
    const step = Math.floor(now / SECOND / 30)
    expect(taken).toEqual([null, null, step - 1, step, step + 1, null])
  })

  test.each(['', '28708', '2870822', '287 082', 'abcdef', '٢٨٧٠٨٢'])('is not %j', (code) => {
    expect(findTotpStep({ secret, code, now: 59 * SECOND })).toBeNull()
  })
})

test('a secret is 160 random bits in base 32, never the same', () => {
  const secrets = Array.from({ length: 50 }, newTotpSecret)
  for (const made of secrets) expect(made).toMatch(/^[A-Z2-7]{32}$/)
  expect(new Set(secrets).size).toBe(50)
})

test('an app is told whose account it is and where, whatever letters they are written in', () => {
  const uri = new URL(totpUri({ secret, issuer: 'Article 54', username: 'amina/أمينة?x' }))
  expect(uri.protocol).toBe('otpauth:')
  expect(decodeURIComponent(uri.pathname)).toContain('Article 54:amina/أمينة?x')
  expect(uri.searchParams.get('secret')).toBe(secret)
  expect(uri.searchParams.get('issuer')).toBe('Article 54')
})
