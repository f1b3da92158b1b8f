import { expect, test } from 'vitest'
import { mergeOrder } from './merge-order.ts'

/** Events of accounts `a` and `b`, as `a10 b5`: whose, and when. Recorded in the order written. */
const events = (told: string) =>
  told.split(' ').map((word, index) => ({
    sequence: index + 1,
    accountId: word.slice(0, 1),
    occurredAt: Number(word.slice(1)),
  }))

test.each([
  ['by time when they took turns', 'a10 b20 a30', 'a10 b20 a30'],
  ['by time when one was recorded after the other', 'a10 a30 b5 b20', 'b5 a10 b20 a30'],
  ['as recorded when it was one moment', 'b10 a10 b10', 'b10 a10 b10'],
  ['as recorded within an account whose clock went back', 'a30 a10 b20 b40', 'b20 a30 a10 b40'],
])('two histories are told %s', (_how, told, expected) => {
  const words = mergeOrder(events(told)).map(({ accountId, occurredAt }) => `${accountId}${occurredAt}`)
  expect(words.join(' ')).toBe(expected)
})
