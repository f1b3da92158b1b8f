import { expect, test } from 'vitest'
import { addTime, LONGEST_PAUSE, timeOfChoice } from './time-spent.ts'

test.each([
  ['since the choice before', 90_000, 30_000, 60_000],
  ['of two at once', 30_000, 30_000, 0],
  ['of a pause just short enough', LONGEST_PAUSE, 0, LONGEST_PAUSE],
  ['of a longer pause', LONGEST_PAUSE + 1, 0, null],
  ['of a choice that came out of its turn', 10, 20, null],
])('the time %s', (_what, chosenAt, previousAt, time) => {
  expect(timeOfChoice(chosenAt, previousAt)).toBe(time)
})

test.each([
  [null, null, null],
  [null, 5, 5],
  [5, null, 5],
  [5, 7, 12],
])('%s and %s make %s', (before, more, sum) => {
  expect(addTime(before, more)).toBe(sum)
})
