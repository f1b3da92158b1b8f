import { expect, test } from 'vitest'
import { describeFault, isDue, isUnderWay, LEASE } from './job.ts'

const every = 60_000
const now = 1_000_000_000

test.each([
  ['one that never ran', undefined, true],
  ['one that ran a moment ago', { startedAt: now - 1000, finishedAt: now - 500 }, false],
  ['one that ran just long enough ago', { startedAt: now - every, finishedAt: now - 500 }, true],
  ['one that failed a moment ago', { startedAt: now - 1000, finishedAt: now - 500, fault: 'x' }, false],
  ['one that is running', { startedAt: now - LEASE + 1, finishedAt: null }, false],
  ['one that was cut off', { startedAt: now - LEASE, finishedAt: null }, true],
  ['one that ran at a time yet to come', { startedAt: now + 10 * every, finishedAt: now + 10 * every }, true],
])('%s: due %#', (_what, run, due) => {
  expect(isDue({ every }, run && { fault: null, ...run }, now)).toBe(due)
})

test('only a run that shows signs of life is under way', () => {
  const run = { finishedAt: null, fault: null }
  expect(isUnderWay({ ...run, startedAt: now - LEASE + 1 }, now)).toBe(true)
  expect(isUnderWay({ ...run, startedAt: now - LEASE }, now)).toBe(false)
  expect(isUnderWay({ ...run, startedAt: now, finishedAt: now }, now)).toBe(false)
  expect(isUnderWay(undefined, now)).toBe(false)
})

test.each([
  [new Error('database is locked'), 'database is locked'],
  [new Error('first\n  second'), 'first second'],
  [new TypeError(''), 'TypeError'],
  ['a text', 'a text'],
  [new Error('x'.repeat(1000)), 'x'.repeat(200)],
])('a fault is one sentence', (error, sentence) => {
  expect(describeFault(error)).toBe(sentence)
})
