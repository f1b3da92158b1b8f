import { expect, test } from 'vitest'
import { editDistance, vocabularyOf } from './near-words.ts'

test.each([
  ['order', 'order', 0],
  ['order', 'odrer', 1],
  ['order', 'oder', 1],
  ['order', 'orderr', 1],
  ['order', 'ordex', 1],
  ['preservation', 'perservatoin', 2],
  ['preservation', 'prezervasion', 2],
  ['order', 'warrant', 3],
  ['', 'ab', 2],
])('from %s to %s it is %i', (one, other, distance) => {
  expect(editDistance(one, other, 2)).toBe(distance)
  expect(editDistance(other, one, 2)).toBe(distance)
})

test('the words near to a mistyped one are the nearest, then the most used', () => {
  const vocabulary = vocabularyOf([
    { word: 'preservation', entries: 9 },
    { word: 'reservation', entries: 50 },
    { word: 'presentation', entries: 1 },
    { word: 'order', entries: 5 },
    { word: 'older', entries: 7 },
    { word: 'доказательств', entries: 2 },
    { word: 'الادله', entries: 2 },
  ])
  expect(vocabulary.near('presrvation')).toEqual(['preservation', 'reservation'])
  expect(vocabulary.near('oder')).toEqual(['older', 'order'])
  expect(vocabulary.near('доказателсьтв')).toEqual(['доказательств'])
  expect(vocabulary.near('الادلة'.replace('ة', 'ت'))).toEqual(['الادله'])
  expect(vocabulary.near('orde1')).toEqual([])
  expect(vocabulary.near('ob')).toEqual([])
  expect(vocabulary.near('order')).toEqual(['older'])
})

test('a beginning of a word is known', () => {
  const vocabulary = vocabularyOf([
    { word: 'order', entries: 1 },
    { word: 'warrant', entries: 1 },
  ])
  expect(['ord', 'order', 'warr', 'a', 'x', 'orderly'].map(vocabulary.hasBeginning)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})
