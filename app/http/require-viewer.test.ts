import { expect, test } from 'vitest'
import { safePath } from './require-viewer.server.ts'

test.each([
  ['/learn?x=1#y', '/learn?x=1#y'],
  ['//evil.example/x', '/learn'],
  ['/.//evil.example/x', '/learn'],
  ['/a/..//evil.example/x', '/learn'],
  ['/%2e//evil.example/x', '/learn'],
  ['/\\evil.example', '/learn'],
  ['https://evil.example', '/learn'],
  ['/a\nb', '/learn'],
  ['javascript:alert(1)', '/learn'],
  ['', '/learn'],
  [null, '/learn'],
])('the way back %j leads to %s', (next, path) => {
  expect(safePath(next, '/learn')).toBe(path)
})
