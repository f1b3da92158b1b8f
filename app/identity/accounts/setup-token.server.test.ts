import { beforeEach, describe, expect, test } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { setupToken } from '#db/schema/credentials.ts'
import { account, roleGrant } from '#db/schema/identity.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { createFirstAdministrator } from './create-first-administrator.server.ts'
import { isSetupTokenUsable, issueSetupToken } from './setup-token.server.ts'

const HOUR = 3_600_000
const now = Date.UTC(2026, 2, 4)
const administrator = { role: 'administrator', scopeKind: 'platform', scopeId: '' } as const

beforeEach(async () => {
  await write(async (tx) => {
    await tx.delete(account)
    await tx.delete(setupToken)
  })
})

async function issued(): Promise<string> {
  const token = await issueSetupToken({ now })
  if (token === null) throw new Error('no link was issued')
  return token
}

let names = 0
const create = (token: string, overrides: { now?: number; username?: string } = {}) =>
  createFirstAdministrator({
    token,
    username: `admin-${(names += 1)}`,
    displayName: 'First Administrator',
    password: 'three quiet rivers',
    now,
    ...overrides,
  })

describe('the one-time link', () => {
  test('is stored as a hash', async () => {
    const token = await issued()
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(await reader.select().from(setupToken))).not.toContain(token)
  })

  test('creates one administrator, once', async () => {
    const token = await issued()
    const first = await create(token)
    expect(first.status).toBe('created')
    expect(await reader.select().from(roleGrant)).toMatchObject([{ ...administrator, endedAt: null, grantedAt: now }])
    expect(await create(token)).toEqual({ status: 'refused' })
    expect(await isSetupTokenUsable({ token, now })).toBe(false)
    expect(await reader.select().from(account)).toHaveLength(1)
  })

  test('used by two at once makes one of them the administrator', async () => {
    const token = await issued()
    const results = await Promise.all([create(token), create(token)])
    expect(results.map(({ status }) => status).sort()).toEqual(['created', 'refused'])
    expect(await reader.select().from(account)).toHaveLength(1)
    expect(await reader.select().from(roleGrant)).toHaveLength(1)
  })

  test('works for 24 hours', async () => {
    const token = await issued()
    expect(await isSetupTokenUsable({ token, now: now + 24 * HOUR - 1 })).toBe(true)
    expect(await isSetupTokenUsable({ token, now: now + 24 * HOUR })).toBe(false)
    expect(await create(token, { now: now + 24 * HOUR })).toEqual({ status: 'refused' })
  })

  test('that is guessed does nothing', async () => {
    await issued()
    expect(await create('guessed')).toEqual({ status: 'refused' })
    expect(await create('')).toEqual({ status: 'refused' })
  })

  test('stays good when the user name is taken', async () => {
    await write((tx) => insertAccount({ username: 'amina' }, tx))
    const token = await issued()
    expect(await create(token, { username: 'Amina' })).toEqual({ status: 'username-taken' })
    expect((await create(token)).status).toBe('created')
  })

  test('replaces the one before', async () => {
    const before = await issued()
    const token = await issued()
    expect(await create(before)).toEqual({ status: 'refused' })
    expect((await create(token)).status).toBe('created')
  })
})

describe('with an administrator', () => {
  test('no link is issued, and an earlier one is dead', async () => {
    const token = await issued()
    await write((tx) => insertAccount({ roles: [administrator] }, tx))
    expect(await issueSetupToken({ now })).toBeNull()
    expect(await create(token)).toEqual({ status: 'refused' })
  })

  test('who is suspended, a link is issued: somebody must be able to administer', async () => {
    await write((tx) => insertAccount({ roles: [administrator], suspendedAt: now }, tx))
    expect(await issueSetupToken({ now })).not.toBeNull()
  })
})
