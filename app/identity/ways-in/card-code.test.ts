import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { formatCardCode, makeCardCode, normaliseCardCode } from './card-code.ts'

test('a code is twelve letters and digits that are not mistaken for one another', () => {
  for (let drawn = 0; drawn < 200; drawn += 1) {
    expect(makeCardCode((below) => randomInt(below))).toMatch(/^[2-9A-HJKMNP-Z]{12}$/)
  }
  const first = makeCardCode(() => 0)
  const last = makeCardCode((below) => below - 1)
  expect([first, last]).toEqual(['222222222222', 'ZZZZZZZZZZZZ'])
})

test('a code that is read off a card is the code that was made', () => {
  const code = makeCardCode((below) => randomInt(below))
  expect(formatCardCode(code)).toMatch(/^\w{4}-\w{4}-\w{4}$/)
  expect(normaliseCardCode(formatCardCode(code))).toBe(code)
})

test.each([
  ['K7RM-2QXD-9WFA', 'K7RM2QXD9WFA'],
  ['k7rm2qxd9wfa', 'K7RM2QXD9WFA'],
  [' k7rm 2qxd 9wfa ', 'K7RM2QXD9WFA'],
  ['k7rm–2qxd—9wfa', 'K7RM2QXD9WFA'],
  ['Ｋ７ＲＭ-2QXD-9WFA', 'K7RM2QXD9WFA'],
  ['K7RM-2QXD-9WF', null],
  ['K7RM-2QXD-9WFAB', null],
  ['K7RM-2QXD-9WF0', null],
  ['K7RM-2QXD-9WFI', null],
  ['', null],
  [`${'-'.repeat(200)}K7RM2QXD9WFA`, null],
])('what is typed as %j is taken for %j', (typed, code) => {
  expect(normaliseCardCode(typed)).toBe(code)
})
