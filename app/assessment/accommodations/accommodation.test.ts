import { describe, expect, test } from 'vitest'
import { endOfDay, extraTimeOf, extraTimeSchema, isInForce } from './accommodation.ts'

const given = { extraTime: 25, expiresAt: null, withdrawnAt: null }

test.each([
  ['without an end', given, true],
  ['before its end', { ...given, expiresAt: 101 }, true],
  ['at its end', { ...given, expiresAt: 100 }, false],
  ['once it was withdrawn', { ...given, withdrawnAt: 50 }, false],
])('extra time %s: in force %s', (_name, accommodation, expected) => {
  expect(isInForce(accommodation, 100)).toBe(expected)
})

test('of several the most in force counts, of none nothing', () => {
  expect(extraTimeOf([given, { ...given, extraTime: 50 }, { ...given, extraTime: 90, withdrawnAt: 1 }], 100)).toBe(50)
  expect(extraTimeOf([{ ...given, expiresAt: 1 }], 100)).toBe(0)
})

test('the last day still counts', () => {
  const day = Date.UTC(2026, 2, 4)
  expect([endOfDay(day), endOfDay(null)]).toEqual([Date.UTC(2026, 2, 5), null])
})

describe('the form', () => {
  const form = { intent: 'give', percent: '25', endsOn: '', reason: 'Reads with a magnifier' }
  const read = (change: object) => extraTimeSchema.safeParse({ ...form, ...change })

  test('takes whole per cents up to twice the time', () => {
    expect(read({ percent: ' 200 ', endsOn: '2026-03-04' }).data).toMatchObject({
      percent: 200,
      endsOn: Date.UTC(2026, 2, 4),
    })
  })

  test.each([
    { percent: '0' },
    { percent: '201' },
    { percent: '2.5' },
    { percent: '-1' },
    { percent: '' },
    { percent: undefined },
    { endsOn: '2026-02-30' },
    { reason: 'short' },
    { reason: 'x'.repeat(501) },
    { intent: 'x' },
  ])('refuses %j', (change) => {
    expect(read(change).success).toBe(false)
  })
})
