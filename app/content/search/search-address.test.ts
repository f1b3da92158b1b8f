import { expect, test } from 'vitest'
import { readSearchAddress, writeSearchAddress } from './search-address.ts'

const read = (query: string) => readSearchAddress(new URLSearchParams(query))

test.each([
  ['', { text: '', kind: null, course: null, article: null, page: 1 }],
  [
    'q=+data+&kind=lesson&course=c&article=25&page=3',
    { text: 'data', kind: 'lesson', course: 'c', article: 25, page: 3 },
  ],
  ['q=a&kind=constructor&course=&article=69&page=0', { text: 'a', kind: null, course: null, article: null, page: 1 }],
  ['q=a&article=1.5&page=-2', { text: 'a', kind: null, course: null, article: null, page: 1 }],
  ['q=%00a%0Ab&page=1e99', { text: 'a b', kind: null, course: null, article: null, page: 1e99 }],
])('%j is read', (query, address) => {
  expect(read(query)).toEqual(address)
})

test('a change of what is shown leads to the first page of it', () => {
  const address = read('q=traffic+data&kind=term&page=3')
  expect(writeSearchAddress(address, { article: 25 })).toBe('/search?q=traffic+data&kind=term&article=25')
  expect(writeSearchAddress(address, { page: 2 })).toBe('/search?q=traffic+data&kind=term&page=2')
  expect(writeSearchAddress(address, { kind: null, text: 'a&b="' })).toBe('/search?q=a%26b%3D%22')
})
