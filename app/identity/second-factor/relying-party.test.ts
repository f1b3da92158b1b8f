import { expect, test } from 'vitest'
import { relyingPartyAt } from './relying-party.ts'

test.each([
  ['https://learn.example.org/sign-in', 'learn.example.org', 'https://learn.example.org'],
  ['https://learn.example.org:8443/x?y', 'learn.example.org', 'https://learn.example.org:8443'],
  ['http://localhost:3000/', 'localhost', 'http://localhost:3000'],
  ['http://school.localhost/', 'school.localhost', 'http://school.localhost'],
])('at %s passkeys are those of %s', (url, id, origin) => {
  expect(relyingPartyAt(url)).toEqual({ id, origin })
})

test.each([
  'http://learn.example.org/',
  'http://server/',
  'http://192.168.1.10:3000/',
  'https://192.168.1.10/',
  'http://127.0.0.1:3000/',
  'https://[2001:db8::1]/',
  'http://localhost.example.org/',
])('at %s browsers offer none', (url) => {
  expect(relyingPartyAt(url)).toBeNull()
})
