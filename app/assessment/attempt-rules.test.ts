import { describe, expect, it, test } from 'vitest'
import { disclosureOf, dueTime, endOf, GRACE, isOverdue, refusalToBegin, rulesOf } from './attempt-rules.ts'

const HOUR = 3_600_000
const now = Date.UTC(2026, 1, 1, 9)
const ended = (...hoursAgo: number[]) => hoursAgo.map((hours) => ({ submittedAt: now - hours * HOUR }))

test.each([
  ['without rules, ever again', { attempts: null, wait: 0 }, ended(0, 1, 2), null],
  ['the first of one', { attempts: 1, wait: 0 }, [], null],
  ['a second of one', { attempts: 1, wait: 0 }, ended(500), { reason: 'no-attempt-left', most: 1 }],
  ['a second of two', { attempts: 2, wait: 0 }, ended(0), null],
  [
    'with more behind than are allowed now',
    { attempts: 2, wait: 0 },
    ended(1, 2, 3),
    { reason: 'no-attempt-left', most: 2 },
  ],
  ['the first, where one must wait', { attempts: null, wait: 24 }, [], null],
  ['too early', { attempts: null, wait: 24 }, ended(30, 23), { reason: 'wait', until: now + HOUR }],
  ['in whatever order they ended', { attempts: null, wait: 24 }, ended(23, 30), { reason: 'wait', until: now + HOUR }],
  ['at the very end of the wait', { attempts: null, wait: 24 }, ended(24), null],
  [
    'too early, with none left: waiting would not help',
    { attempts: 1, wait: 24 },
    ended(1),
    { reason: 'no-attempt-left', most: 1 },
  ],
] as const)('beginning %s', (_what, rules, attempts, expected) => {
  expect(refusalToBegin(rules, attempts, now)).toEqual(expected)
})

describe('time', () => {
  it.each([
    [null, 0, null],
    [null, 50, null],
    [45, 0, 45 * 60_000],
    [45, 25, 56.25 * 60_000],
    [1, 33, 79_800],
    [60, 100, 120 * 60_000],
  ])('of %s minutes and %s per cent more ends after %s milliseconds', (limit, extra, expected) => {
    expect(dueTime(now, limit, extra)).toBe(expected === null ? null : now + expected)
  })

  it.each([
    [-1, 'person', -1, false],
    [0, 'time', 0, false],
    [GRACE, 'time', 0, false],
    [GRACE + 1, 'time', 0, true],
    [100 * HOUR, 'time', 0, true],
  ] as const)('%s ms after its end: ended by the %s', (after, by, at, overdue) => {
    expect(endOf({ dueAt: now }, now + after)).toEqual({ by, at: now + at })
    expect(isOverdue({ dueAt: now }, now + after)).toBe(overdue)
  })

  it('never ends an attempt without a limit', () => {
    expect(endOf({ dueAt: null }, now)).toEqual({ by: 'person', at: now })
    expect(isOverdue({ dueAt: null }, Number.MAX_SAFE_INTEGER)).toBe(false)
  })
})

const failed = { submittedAt: now, passed: false }
const passed = { submittedAt: now, passed: true }
const open = { submittedAt: null, passed: null }
test.each([
  ['at-once', null, [failed], 'shown'],
  ['never', 1, [passed], 'never'],
  ['when-passed', null, [failed], 'when-passed'],
  ['when-passed', null, [failed, passed], 'shown'],
  ['when-passed', 2, [failed], 'when-passed'],
  ['when-passed', 2, [failed, open], 'when-passed'],
  ['when-passed', 2, [failed, failed], 'shown'],
] as const)('feedback %s with at most %s attempts and %j: %s', (feedback, attempts, had, expected) => {
  expect(disclosureOf({ feedback, attempts }, had)).toBe(expected)
})

test('an attempt that began before rules were kept has none but its pass mark', () => {
  expect(rulesOf({ rules: null, passMark: 60 })).toMatchObject({ passMark: 60, attempts: null, feedback: 'at-once' })
})
