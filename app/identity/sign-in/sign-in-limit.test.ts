import { describe, expect, test } from 'vitest'
import { addFailure, addressGroup, FAILURE_WINDOW, type Failures, limits, minutesUntil } from './sign-in-limit.ts'

const MINUTE = 60_000

describe('failures under one key', () => {
  test.each([
    ['accountAtAddress', [0, 0, 0, 0, 1, 2, 4, 8, 15, 15]],
    ['account', [...Array<number>(49).fill(0), 1, 2, 4, 8, 15, 15]],
    ['address', [...Array<number>(29).fill(0), 0.25, 0.5, 1, 2, 4, 5, 5]],
    ['secondFactor', [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]],
    ['passkey', [...Array<number>(99).fill(0), 0.25, 0.5, 1, 2, 4, 5, 5]],
    ['registration', [...Array<number>(99).fill(0), 0.25, 0.5, 1, 2, 4, 5, 5]],
    ['taken', [...Array<number>(9).fill(0), 0.25, 0.5, 1, 2, 4, 5, 5]],
    ['cardAtAddress', [0, 0, 0, 0, 1, 2, 4, 8, 15, 15]],
    ['card', [...Array<number>(49).fill(0), 1, 2, 4, 8, 15, 15]],
    ['enrolmentKey', [...Array<number>(19).fill(0), 0.25, 0.5, 1, 2, 4, 5, 5]],
    ['mailAsked', [...Array<number>(19).fill(0), 0.25, 0.5, 1, 2, 4, 5, 5]],
    ['mailbox', [5, 10, 20, 40, 80, 120, 120]],
  ] as const)('of one %s cost waiting twice as long each time, up to a bound', (kind, minutes) => {
    let failures: Failures | null = null
    const waits = minutes.map(() => {
      failures = addFailure(failures, { limit: limits[kind], now: 1000 })
      return failures.retryAt === 0 ? 0 : (failures.retryAt - 1000) / MINUTE
    })
    expect(waits).toEqual(minutes)
  })

  test('are forgotten when their window is over, and not before', () => {
    const failures = { count: 4, windowStartedAt: 0, retryAt: 0 }
    const limit = limits.accountAtAddress
    expect(addFailure(failures, { limit, now: FAILURE_WINDOW - 1 }).count).toBe(5)
    expect(addFailure(failures, { limit, now: FAILURE_WINDOW })).toEqual({
      count: 1,
      windowStartedAt: FAILURE_WINDOW,
      retryAt: 0,
    })
  })
})

test('guesses at a code of six digits stay few, however long somebody goes on', () => {
  let failures: Failures | null = null
  let guesses = 0
  for (let now = 0; now < 24 * 60 * MINUTE; guesses += 1) {
    failures = addFailure(failures, { limit: limits.secondFactor, now })
    now = Math.max(now, failures.retryAt)
  }
  expect(guesses).toBeLessThan(40)
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
])('the address %j is counted as %j', (address, group) => {
  expect(addressGroup(address)).toBe(group)
})

test.each([
  [1, 1],
  [MINUTE, 1],
  [MINUTE + 1, 2],
  [15 * MINUTE, 15],
])('%i ms are told as %i minutes', (wait, minutes) => {
  expect(minutesUntil(5000 + wait, 5000)).toBe(minutes)
})
