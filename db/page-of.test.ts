import { expect, test } from 'vitest'
import { pageOf } from './page-of.ts'

test.each([
  [
    { asked: 2, total: 101, size: 50 },
    { page: 2, pages: 3, offset: 50 },
  ],
  [
    { asked: 9, total: 100, size: 50 },
    { page: 2, pages: 2, offset: 50 },
  ],
  [
    { asked: 0, total: 100, size: 50 },
    { page: 1, pages: 2, offset: 0 },
  ],
  [
    { asked: 1.9, total: 100, size: 50 },
    { page: 1, pages: 2, offset: 0 },
  ],
  [
    { asked: Number.NaN, total: 100, size: 50 },
    { page: 1, pages: 2, offset: 0 },
  ],
  [
    { asked: 3, total: 0, size: 50 },
    { page: 1, pages: 1, offset: 0 },
  ],
])('%j is the nearest page that exists', (asked, page) => {
  expect(pageOf(asked)).toEqual(page)
})
