import { describe, expect, test } from 'vitest'
import type { MediaFile } from '../compile/compile-context.ts'
import { sizeInWords } from './media-kinds.ts'
import { weighPicture, weightOf } from './weigh-pictures.ts'

const picture = (...variants: [type: string, width: number, bytes: number][]): MediaFile => ({
  href: '',
  source: '',
  type: 'image/webp',
  bytes: 0,
  width: 1080,
  height: 500,
  text: null,
  variants: variants.map(([type, width, bytes]) => ({ href: '', type, width, bytes })),
})

test.each([
  [
    'a phone takes the second width',
    picture(['avif', 360, 1], ['avif', 720, 2], ['avif', 1080, 3], ['webp', 720, 9]),
    2,
  ],
  ['of a narrow picture all there is', picture(['avif', 360, 1], ['avif', 500, 2], ['webp', 360, 9]), 2],
  ['of a picture in one format that one', picture(['webp', 800, 5]), 5],
  ['of a drawing what travels', picture(['svg', 40, 7]), 7],
])('%s', (_, file, weight) => {
  expect(weightOf(file)).toBe(weight)
})

describe('a picture of', () => {
  test.each([
    [150_000, []],
    [150_600, ['warning "a.jpg" costs each reader 151 kB.']],
    [400_000, ['warning "a.jpg" costs each reader 400 kB.']],
    [1_500_000, ['error "a.jpg" costs each reader 1.5 MB; at most 400 kB are allowed.']],
  ])('%i bytes', (bytes, told) => {
    const problems = weighPicture(picture(['avif', 720, bytes]), 'a.jpg', { line: 3, column: 4 })
    expect(problems.map(({ severity, message }) => `${severity} ${message}`)).toEqual(told)
  })
})

test.each([
  [0, '1 kB'],
  [4200, '4 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [4_240_000, '4.2 MB'],
  [120_000_000, '120 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words)
})
