import { hash, verify } from '@node-rs/argon2'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { closeDatabase, reader, write } from '#db/client.server.ts'
import { signInFailure } from '#db/schema/credentials.ts'
import { account } from '#db/schema/identity.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { hashPassword } from './passwords.server.ts'
import { signIn } from './sign-in.server.ts'

vi.mock('@node-rs/argon2', { spy: true })

const MINUTE = 60_000
const PASSWORD = 'three quiet rivers'
const passwordHash = await hashPassword(PASSWORD)

let now = Date.UTC(2026, 2, 4)
let machines = 0
let address = ''

beforeEach(() => {
  now += 60 * MINUTE
  machines += 1
  address = `203.0.113.${machines}`
})

const officer = (overrides: Parameters<typeof insertAccount>[0] = {}) =>
  write((tx) => insertAccount({ passwordHash, ...overrides }, tx))

const attempt = (name: string, password = 'wrong password', from = address) =>
  signIn({ name, password, address: from, now })

async function fail(name: string, times: number, from = address) {
  for (let time = 0; time < times; time += 1) {
    expect(await attempt(name, 'wrong password', from)).toEqual({ status: 'refused' })
  }
}

const hashOf = async (id: string) =>
  (await reader.select({ hash: account.passwordHash }).from(account).where(eq(account.id, id)))[0]?.hash ?? ''

describe('signing in', () => {
  test('takes the user name in any capitals, or the e-mail address', async () => {
    const { id } = await officer({ username: 'Amina.Odhiambo', email: 'Amina@police.example' })
    for (const name of ['Amina.Odhiambo', ' amina.odhiambo ', 'ＡＭＩＮＡ.odhiambo', 'amina@POLICE.example']) {
      expect(await attempt(name, PASSWORD), name).toEqual({ status: 'signed-in', accountId: id })
    }
  })

  test('answers alike for a wrong password, an unknown name and a suspended account', async () => {
    const { username } = await officer()
    const suspended = await officer({ suspendedAt: now })
    expect(await attempt(username)).toEqual({ status: 'refused' })
    expect(await attempt('nobody-of-that-name', PASSWORD)).toEqual({ status: 'refused' })
    expect(await attempt(suspended.username, PASSWORD)).toEqual({ status: 'refused' })
  })

  test('does the same slow work in each of these cases, so that time tells nothing either', async () => {
    const { username } = await officer()
    const suspended = await officer({ suspendedAt: now })
    for (const name of [username, suspended.username, 'nobody-of-that-name', 'nobody@police.example']) {
      vi.mocked(verify).mockClear()
      await attempt(name)
      expect(vi.mocked(verify).mock.calls, name).toEqual([
        [expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/), 'wrong password'],
      ])
    }
  })

  test('stores a password anew when it was hashed with other parameters', async () => {
    const old = await hash(PASSWORD, { memoryCost: 4096, timeCost: 1 })
    const { id, username } = await officer({ passwordHash: old })
    expect((await attempt(username, PASSWORD)).status).toBe('signed-in')
    expect(await hashOf(id)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect((await attempt(username, PASSWORD)).status).toBe('signed-in')
  })

  test('leaves a hash of today as it is', async () => {
    const { id, username } = await officer()
    await attempt(username, PASSWORD)
    expect(await hashOf(id)).toBe(passwordHash)
  })
})

describe('too many failures', () => {
  test('of one account make even the right password wait, and longer after each more', async () => {
    const { id, username } = await officer()
    await fail(username, 5)
    expect(await attempt(username, PASSWORD)).toEqual({ status: 'too-many', retryAt: now + MINUTE })
    now += MINUTE
    await fail(username, 1)
    expect(await attempt(username, PASSWORD)).toEqual({ status: 'too-many', retryAt: now + 2 * MINUTE })
    now += 2 * MINUTE
    expect(await attempt(username, PASSWORD)).toEqual({ status: 'signed-in', accountId: id })
  })

  test('at a stranger’s address do not keep the owner of an account out', async () => {
    const { username } = await officer()
    await fail(username, 5, '198.51.100.66')
    expect((await attempt(username, PASSWORD, '198.51.100.66')).status).toBe('too-many')
    expect((await attempt(username, PASSWORD)).status).toBe('signed-in')
  })

  test('of one account from many addresses come under a limit too, which signing in does not lift', async () => {
    const { username } = await officer()
    for (let machine = 0; machine < 49; machine += 1) await fail(username, 1, `192.0.2.${machine}`)
    expect((await attempt(username, PASSWORD)).status).toBe('signed-in')
    await fail(username, 1, '192.0.2.100')
    expect(await attempt(username, 'wrong password', '192.0.2.101')).toEqual({
      status: 'too-many',
      retryAt: now + MINUTE,
    })
  })

  test('of a name that nobody has are counted as those of an account', async () => {
    await fail('no-such-officer', 5)
    expect(await attempt('NO-such-officer')).toEqual({ status: 'too-many', retryAt: now + MINUTE })
  })

  test('count by name and by e-mail address together', async () => {
    const { username } = await officer({ email: 'both@police.example' })
    await fail(username, 3)
    await fail('both@police.example', 2)
    expect((await attempt(username, PASSWORD)).status).toBe('too-many')
  })

  test('of an account are forgotten when its owner signs in', async () => {
    const { username } = await officer()
    await fail(username, 4)
    await attempt(username, PASSWORD)
    await fail(username, 4)
    expect((await attempt(username, PASSWORD)).status).toBe('signed-in')
  })

  test('of one account do not hold up another at the same address', async () => {
    const { username } = await officer()
    await fail('somebody-else', 5)
    expect((await attempt(username, PASSWORD)).status).toBe('signed-in')
  })

  test('from one address hold up every account there, and nobody elsewhere', async () => {
    const { username } = await officer()
    for (let guess = 0; guess < 30; guess += 1) await fail(`guess-${guess}`, 1)
    expect(await attempt(username, PASSWORD)).toEqual({ status: 'too-many', retryAt: now + MINUTE / 4 })
    expect((await attempt(username, PASSWORD, '198.51.100.9')).status).toBe('signed-in')
  })

  test('are counted as before after a restart', async () => {
    const { username } = await officer()
    await fail(username, 5)
    await closeDatabase()
    expect(await attempt(username, PASSWORD)).toEqual({ status: 'too-many', retryAt: now + MINUTE })
  })

  test('sent all at once still come under the limit', async () => {
    const { username } = await officer()
    const guesses = await Promise.all(Array.from({ length: 20 }, () => attempt(username)))
    expect(guesses.filter(({ status }) => status === 'refused')).toHaveLength(5)
    expect((await attempt(username, PASSWORD)).status).toBe('too-many')
  })

  test('leave neither names nor addresses in the table, and are swept in time', async () => {
    await fail('somebody-named', 1)
    const rows = await reader.select().from(signInFailure)
    expect(rows.length).toBeGreaterThanOrEqual(3)
    for (const { key } of rows) expect(key).toMatch(/^[\w-]{43}$/)
    now += 25 * 60 * MINUTE
    await fail('somebody-later', 1)
    expect(await reader.select().from(signInFailure)).toHaveLength(3)
  })
})
