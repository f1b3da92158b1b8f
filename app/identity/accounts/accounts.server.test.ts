import { describe, expect, test } from 'vitest'
import { Forbidden } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { changePassword } from '#app/identity/sign-in/change-password.server.ts'
import { createAccount } from './create-account.server.ts'
import { registerAccount } from './register-account.server.ts'
import { findViewer, startSession } from '#app/identity/sign-in/sessions.server.ts'
import { findPerson } from './person-queries.server.ts'
import { signIn } from '#app/identity/sign-in/sign-in.server.ts'
import type { Grant, Viewer } from '#app/identity/viewer.ts'

const now = Date.UTC(2026, 2, 4)
const address = '203.0.113.1'
const PASSWORD = 'three quiet rivers'

async function person(overrides: Parameters<typeof insertAccount>[0] = {}): Promise<Viewer> {
  const row = await write((tx) => insertAccount(overrides, tx))
  return {
    accountId: row.id,
    username: row.username,
    displayName: row.displayName,
    locale: row.locale,
    grants: overrides.roles ?? [],
  }
}

const administrator: Grant = { role: 'administrator', scopeKind: 'platform', scopeId: '' }
const admin = await person({ roles: [administrator], displayName: 'Zuri Admin' })

async function session(accountId: string) {
  const { setCookie } = await startSession({ accountId, secure: false, now: Date.now() })
  return async () => (await findViewer({ cookieHeader: setCookie.split(';')[0] ?? '', secure: false })).viewer
}

describe('registering', () => {
  const register = (overrides: Partial<Parameters<typeof registerAccount>[0]> = {}) =>
    registerAccount({
      username: 'Amina',
      displayName: 'Amina Odhiambo',
      agencyId: null,
      password: PASSWORD,
      address,
      now,
      ...overrides,
    })

  test('opens an account that can sign in, without a role and without an e-mail address', async () => {
    const { id } = await write((tx) => insertAgency({}, tx))
    const made = await register({ agencyId: id })
    if (made.status !== 'created') throw new Error(made.status)
    expect(await signIn({ name: 'amina', password: PASSWORD, address, now })).toEqual({
      status: 'signed-in',
      accountId: made.accountId,
    })
    const found = await findPerson({ viewer: admin, accountId: made.accountId, now })
    expect(found).toMatchObject({
      username: 'Amina',
      agency: { id },
      details: { email: null, grants: [], createdAt: now },
    })
  })

  test('takes no user name that differs from another in capitals or width only', async () => {
    expect(await register({ username: 'AMINA' })).toEqual({ status: 'username-taken' })
    expect(await register({ username: 'ａｍｉｎａ' })).toEqual({ status: 'username-taken' })
  })

  test('twice at once opens one account', async () => {
    const both = await Promise.all([register({ username: 'twin' }), register({ username: 'Twin' })])
    expect(both.map(({ status }) => status).sort()).toEqual(['created', 'username-taken'])
  })

  test('very often from one network has to wait a little, whatever becomes of it, and nobody elsewhere does', async () => {
    const crowded = '198.51.100.77'
    for (let time = 0; time < 100; time += 1) {
      expect(await register({ username: 'Amina', address: crowded })).toEqual({ status: 'username-taken' })
    }
    const late = { username: 'latecomer', address: crowded }
    expect(await register(late)).toEqual({ status: 'too-many', retryAt: now + 15_000 })
    expect((await register({ username: 'elsewhere' })).status).toBe('created')
    expect((await register({ ...late, now: now + 15_000 })).status).toBe('created')
  })

  test('takes no agency that is not there', async () => {
    expect(await register({ username: 'lost', agencyId: 'nowhere' })).toEqual({ status: 'agency-unknown' })
  })
})

describe('an account opened by an administrator', () => {
  const create = (viewer: Viewer, username: string, email: string | null = null) =>
    createAccount({ viewer, username, displayName: 'Joseph', email, agencyId: null, now })

  test('signs in with the password that was shown', async () => {
    const made = await create(admin, 'joseph')
    if (made.status !== 'created') throw new Error(made.status)
    expect(made.password).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/)
    expect((await signIn({ name: 'joseph', password: made.password, address, now })).status).toBe('signed-in')
    expect(JSON.stringify(await reader.select().from(account))).not.toContain(made.password)
  })

  test('needs a user name and an e-mail address that are free', async () => {
    await create(admin, 'grace', 'grace@police.example')
    expect((await create(admin, 'Grace')).status).toBe('username-taken')
    expect((await create(admin, 'grace.two', 'GRACE@police.example')).status).toBe('email-taken')
  })

  test('is opened by nobody else', async () => {
    await expect(create(await person(), 'sneaky')).rejects.toThrow(Forbidden)
  })
})

describe('a password', () => {
  const change = (viewer: Viewer, currentPassword: string, newPassword = 'four loud mountains') =>
    changePassword({ viewer, currentPassword, newPassword, address: '203.0.113.2', now })

  test('that is changed opens the account in place of the old one, and ends every session', async () => {
    const viewer = await person({ password: PASSWORD })
    const other = await session(viewer.accountId)
    expect(await change(viewer, PASSWORD)).toEqual({ status: 'changed' })
    expect(await other()).toBeNull()
    const attempt = (password: string) => signIn({ name: viewer.username, password, address, now })
    expect((await attempt(PASSWORD)).status).toBe('refused')
    expect((await attempt('four loud mountains')).status).toBe('signed-in')
  })

  test('is not changed without the old one, and guessing at it is limited like signing in', async () => {
    const viewer = await person({ password: PASSWORD })
    const other = await session(viewer.accountId)
    for (let guess = 0; guess < 5; guess += 1) expect(await change(viewer, 'a guess')).toEqual({ status: 'refused' })
    expect(await change(viewer, PASSWORD)).toEqual({ status: 'too-many', retryAt: now + 60_000 })
    expect((await other())?.accountId).toBe(viewer.accountId)
  })

  test('may not become the user name', async () => {
    const viewer = await person({ password: PASSWORD, username: 'long.user.name' })
    expect(await change(viewer, PASSWORD, 'Long.User.Name')).toMatchObject({ status: 'unfit' })
  })
})
