import { beforeEach, expect, test } from 'vitest'
import { write } from '#db/client.server.ts'
import { signInFailure } from '#db/schema/credentials.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { findKnownDevice, knownDeviceCookie } from './known-device.server.ts'
import { limits } from './sign-in-limit.ts'
import { signIn } from './sign-in.server.ts'

const now = Date.UTC(2026, 2, 4)
const password = 'correct horse battery'
const cookieOf = (accountId: string) => knownDeviceCookie({ accountId, secure: false }).split(';')[0] ?? ''

beforeEach(async () => {
  await write((tx) => tx.delete(signInFailure))
})

async function officer() {
  return await write((tx) => insertAccount({ password }, tx))
}

test('a browser is known for the person who signed in there and for nobody else', async () => {
  const [own, other] = [await officer(), await officer()]
  const cookieHeader = `session=x; ${cookieOf(own.id)}; ${cookieOf(other.id)}`
  const known = (accountId: string) => findKnownDevice({ accountId, cookieHeader, secure: false })
  expect(known(own.id)).toMatch(/^[\w-]{22}$/)
  expect(known(other.id)).not.toBe(known(own.id))
  expect(known('somebody')).toBeNull()
})

test.each([
  ['changed', (cookie: string) => cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
  ['cut', (cookie: string) => cookie.slice(0, -3)],
  ['another nonce', (cookie: string) => cookie.replace(/=[\w-]{22}/, `=${'A'.repeat(22)}`)],
  ['empty', (cookie: string) => cookie.replace(/=.*/, '=')],
])('a cookie that was %s is no proof', async (_what, spoil) => {
  const own = await officer()
  expect(findKnownDevice({ accountId: own.id, cookieHeader: spoil(cookieOf(own.id)), secure: false })).toBeNull()
})

test('guesses from everywhere do not keep the owner out of a browser they used before', async () => {
  const own = await officer()
  const guess = (address: string) => signIn({ name: own.username, password: 'wrong', address, now })
  for (let count = 0; count < limits.account.free; count += 1) await guess(`198.51.${count}.1`)
  const right = { name: own.username, password, address: '203.0.113.9', now }
  expect(await signIn(right)).toMatchObject({ status: 'too-many' })
  expect(await signIn({ ...right, cookieHeader: cookieOf(own.id) })).toMatchObject({ status: 'signed-in' })
})

test('a known browser that is stolen guesses no faster than any other', async () => {
  const own = await officer()
  const cookieHeader = cookieOf(own.id)
  const guess = () => signIn({ name: own.username, password: 'wrong', address: '203.0.113.9', cookieHeader, now })
  for (let count = 0; count < limits.accountAtDevice.free; count += 1) {
    expect(await guess()).toEqual({ status: 'refused' })
  }
  expect(await guess()).toMatchObject({ status: 'too-many' })
})
