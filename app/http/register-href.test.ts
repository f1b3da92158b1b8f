import { expect, test } from 'vitest'
import { registerHref } from './register-href.server.ts'

test.each([
  [null, '/register'],
  ['/courses/electronic-evidence', '/register?next=%2Fcourses%2Felectronic-evidence'],
  ['/join?code=K7RM-2QXD', '/register?key=K7RM-2QXD'],
  ['/join', '/register?next=%2Fjoin'],
  ['https://elsewhere.example/join?code=K7RM-2QXD', '/register'],
  ['//elsewhere.example', '/register'],
])('who wanted to go to %j registers at %j', (next, href) => {
  expect(registerHref(next)).toBe(href)
})
