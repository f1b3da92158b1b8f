import { expect, test } from 'vitest'
import { checkAlt } from './check-alt.ts'

test.each([
  ['A preservation order with the judge’s signature at the foot', null],
  ['Picture frame with a hidden camera', null],
  ['Image hash printed beside the exhibit number', null],
  ['order.png', 'error'],
  ['Order', 'error'],
  ['DSC_0042.JPG', 'error'],
  ['image', 'error'],
  ['An image.', 'error'],
  ['Figure 3', 'error'],
  ['screenshot', 'error'],
  ['Picture of an order', 'warning'],
  ['a photo showing two officers', 'warning'],
])('"%s": %s', (alt, severity) => {
  expect(checkAlt(alt, 'media/order.png', { line: 1, column: 1 })[0]?.severity ?? null).toBe(severity)
})
