import { expect, test } from 'vitest'
import { keyedHash, seal, unseal } from './seal.server.ts'

test('what was sealed is read again, whatever it is', () => {
  for (const text of ['', 'JBSWY3DPEHPK3PXP', 'Адрес: ش @ 東京 😀', 'x'.repeat(10_000)]) {
    expect(unseal(seal(text, 'totp'), 'totp')).toBe(text)
  }
})

test('the same text is sealed differently each time', () => {
  expect(seal('secret', 'totp')).not.toBe(seal('secret', 'totp'))
})

test('what was changed, cut, or sealed for something else is not read', () => {
  const sealed = seal('secret', 'totp')
  expect(unseal(sealed, 'mail')).toBeNull()
  for (const broken of ['', 'AAAA', sealed.slice(0, -2), `${sealed.slice(0, 20)}AAAA${sealed.slice(24)}`]) {
    expect(unseal(broken, 'totp')).toBeNull()
  }
})

test('a keyed hash is the same for the same text and purpose only', () => {
  expect(keyedHash('a', 'card')).toBe(keyedHash('a', 'card'))
  expect(keyedHash('a', 'card')).not.toBe(keyedHash('b', 'card'))
  expect(keyedHash('a', 'card')).not.toBe(keyedHash('a', 'reset'))
})
