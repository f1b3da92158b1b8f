import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { hashPassword, needsRehash, verifyPassword } from './passwords.server.ts'

test('a password is stored as argon2id with 19 MiB, two passes, one lane, and opens with itself alone', async () => {
  const stored = await hashPassword('correct horse battery')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword(stored, 'correct horse battery')).toBe(true)
  expect(await verifyPassword(stored, 'Correct horse battery')).toBe(false)
  expect(await hashPassword('correct horse battery')).not.toBe(stored)
})

test('a password typed with composed or decomposed accents is the same', async () => {
  const stored = await hashPassword('cafés à Genève'.normalize('NFC'))
  expect(await verifyPassword(stored, 'cafés à Genève'.normalize('NFD'))).toBe(true)
})

test.each([null, '', '!', '$2b$12$notours'])('nothing opens an account whose hash is %j', async (stored) => {
  expect(await verifyPassword(stored, 'correct horse battery')).toBe(false)
  expect(await verifyPassword(stored, '')).toBe(false)
})

test('a hash of other parameters is to be made anew, one of today is not', async () => {
  const old = await hash('correct horse battery', { memoryCost: 4096, timeCost: 3, parallelism: 1 })
  expect(await verifyPassword(old, 'correct horse battery')).toBe(true)
  expect(needsRehash(old)).toBe(true)
  expect(needsRehash(await hashPassword('correct horse battery'))).toBe(false)
})
