import { describe, expect, test } from 'vitest'
import {
  attemptChangeSchema,
  extendedDue,
  refusalToExtend,
  refusalToReopen,
  reopenedDue,
  type RuledAttempt,
} from './attempt-change.ts'

const MINUTE = 60_000
const underWay: RuledAttempt = { dueAt: 1000, submittedAt: null, hasLater: false, isErased: false, isOwn: false }
const handedIn: RuledAttempt = { ...underWay, submittedAt: 900 }

test.each<[string, RuledAttempt, ReturnType<typeof refusalToExtend>, ReturnType<typeof refusalToReopen>]>([
  ['under way', underWay, null, 'under-way'],
  ['under way without a limit', { ...underWay, dueAt: null }, 'no-limit', 'under-way'],
  ['handed in', handedIn, 'handed-in', null],
  ['handed in without a limit', { ...handedIn, dueAt: null }, 'handed-in', null],
  ['handed in before another', { ...handedIn, hasLater: true }, 'handed-in', 'later-attempt'],
  ['of the examiner, under way', { ...underWay, isOwn: true }, 'own', 'under-way'],
  ['of the examiner, handed in', { ...handedIn, isOwn: true }, 'handed-in', 'own'],
  ['of an erased person, under way', { ...underWay, isErased: true }, 'erased', 'under-way'],
  ['of an erased person, handed in', { ...handedIn, isErased: true }, 'handed-in', 'erased'],
])('an attempt %s: extended %s, reopened %s', (_name, attempt, extending, reopening) => {
  expect([refusalToExtend(attempt), refusalToReopen(attempt)]).toEqual([extending, reopening])
})

describe('more time', () => {
  test.each([
    ['counts from the end that was', 10 * MINUTE, 0, 25 * MINUTE],
    ['counts from now when that end is over', 10 * MINUTE, 40 * MINUTE, 55 * MINUTE],
  ])('%s', (_name, dueAt, now, expected) => {
    expect(extendedDue(dueAt, 15, now)).toBe(expected)
  })

  test('after reopening counts from now, and is none without a limit', () => {
    expect([reopenedDue(15, MINUTE), reopenedDue(null, MINUTE)]).toEqual([16 * MINUTE, null])
  })
})

describe('the form of a change', () => {
  const form = { intent: 'extend', seen: '', minutes: '15', reason: 'The power failed in the hall' }
  const read = (change: object) => attemptChangeSchema.safeParse({ ...form, ...change })

  test('takes whole minutes up to four hours, and a reason', () => {
    expect(read({ minutes: ' 240 ' }).data).toMatchObject({ minutes: 240 })
    expect(read({ intent: 'reopen', minutes: '' }).data).toMatchObject({ minutes: null })
    expect(read({ intent: 'reopen', minutes: undefined }).data).toMatchObject({ minutes: null })
  })

  test.each([
    { minutes: '0' },
    { minutes: '241' },
    { minutes: '-5' },
    { minutes: '1.5' },
    { minutes: '1e2' },
    { minutes: '' },
    { minutes: undefined },
    { intent: 'reopen', minutes: '0' },
    { intent: 'reopen', minutes: 'x' },
    { reason: ' too short ' },
    { reason: 'x'.repeat(501) },
    { reason: undefined },
    { intent: 'delete' },
    { seen: undefined },
  ])('refuses %j', (change) => {
    expect(read(change).success).toBe(false)
  })
})
