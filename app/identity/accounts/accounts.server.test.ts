import { describe, expect, test } from 'vitest'
import { BrokenRule, Forbidden, NotFound } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { findAccount, searchAccounts } from './account-queries.server.ts'
import { countPeopleByAgency, listAgencies } from '#app/identity/places/agency-queries.server.ts'
import { changePassword } from '#app/identity/sign-in/change-password.server.ts'
import { createAccount } from './create-account.server.ts'
import { createAgency } from '#app/identity/places/create-agency.server.ts'
import { registerAccount } from './register-account.server.ts'
import { findViewer, startSession } from '#app/identity/sign-in/sessions.server.ts'
import { setTemporaryPassword } from './set-temporary-password.server.ts'
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
    const found = await findAccount({ viewer: admin, accountId: made.accountId })
    expect(found).toMatchObject({ username: 'Amina', email: null, agency: { id }, grants: [], createdAt: now })
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

  test('given anew by an administrator replaces the old one and ends every session', async () => {
    const viewer = await person({ password: PASSWORD })
    const open = await session(viewer.accountId)
    const { password } = await setTemporaryPassword({ viewer: admin, accountId: viewer.accountId })
    expect(await open()).toBeNull()
    expect((await signIn({ name: viewer.username, password: PASSWORD, address, now })).status).toBe('refused')
    expect((await signIn({ name: viewer.username, password, address, now })).status).toBe('signed-in')
  })

  test('is given anew by administrators only, to others, who exist', async () => {
    const { accountId } = await person()
    const manager = await person({ roles: [{ role: 'manager', scopeKind: 'platform', scopeId: '' }] })
    await expect(setTemporaryPassword({ viewer: manager, accountId })).rejects.toThrow(Forbidden)
    await expect(setTemporaryPassword({ viewer: admin, accountId: admin.accountId })).rejects.toThrow(BrokenRule)
    await expect(setTemporaryPassword({ viewer: admin, accountId: 'nobody' })).rejects.toThrow(NotFound)
  })
})

describe('finding people', () => {
  const find = async (text: string, page = 1) => {
    const { people, ...rest } = await searchAccounts({ viewer: admin, text, page })
    return { names: people.map(({ displayName }) => displayName), ...rest }
  }

  test('looks in names, user names, e-mail addresses and agencies', async () => {
    const unit = await write((tx) => insertAgency({ name: 'Narok Forensic Bureau' }, tx))
    await person({
      displayName: 'Wanjiru Kamau',
      username: 'WKamau',
      email: 'w.kamau@narok.example',
      agencyId: unit.id,
      roles: [{ role: 'instructor', scopeKind: 'course', scopeId: 'evidence' }],
    })
    for (const text of ['wanjiru', 'WKAMAU', 'w.kamau@NAROK', 'narok forensic', ' Kamau ']) {
      expect((await find(text)).names, text).toEqual(['Wanjiru Kamau'])
    }
    const { people } = await searchAccounts({ viewer: admin, text: 'wkamau', page: 1 })
    expect(people).toMatchObject([
      { agency: { name: 'Narok Forensic Bureau' }, grants: [{ role: 'instructor', scopeId: 'evidence' }] },
    ])
  })

  test('takes the wildcards of the database as plain characters', async () => {
    await person({ displayName: '100% Sure' })
    expect((await find('100%')).names).toEqual(['100% Sure'])
    expect((await find('%')).names).toEqual(['100% Sure'])
    expect((await find('_ure')).names).toEqual([])
    expect((await find("' or 1=1 --")).names).toEqual([])
    expect((await find('\\')).names).toEqual([])
  })

  test('shows 50 a page, and the nearest page for one that is not there', async () => {
    await write(async (tx) => {
      for (let n = 0; n < 60; n += 1) {
        await insertAccount({ displayName: `Paged ${String(n).padStart(2, '0')}` }, tx)
      }
    })
    expect(await find('Paged')).toMatchObject({ total: 60, page: 1, pages: 2 })
    expect((await find('Paged')).names).toHaveLength(50)
    expect((await find('Paged', 2)).names[0]).toBe('Paged 50')
    for (const [asked, shown] of [
      [0, 1],
      [-3, 1],
      [99, 2],
      [Number.NaN, 1],
      [1.7, 1],
    ] as const) {
      expect((await find('Paged', asked)).page, String(asked)).toBe(shown)
    }
  })

  test('is for administrators; anyone else sees their own account only', async () => {
    const viewer = await person()
    await expect(searchAccounts({ viewer, text: '', page: 1 })).rejects.toThrow(Forbidden)
    expect(await findAccount({ viewer, accountId: admin.accountId })).toBeNull()
    expect(await findAccount({ viewer, accountId: viewer.accountId })).toMatchObject({ username: viewer.username })
    expect(await findAccount({ viewer: admin, accountId: 'nobody' })).toBeNull()
  })
})

describe('an agency', () => {
  const create = (name: string, countryCode = 'UG', viewer = admin) => createAgency({ viewer, countryCode, name, now })

  test('is listed in its country, with its people counted for administrators', async () => {
    const made = await create('Kampala Cyber Desk')
    if (made.status !== 'created') throw new Error(made.status)
    await person({ agencyId: made.agencyId })
    expect(await listAgencies()).toContainEqual({ id: made.agencyId, name: 'Kampala Cyber Desk', countryCode: 'UG' })
    expect(await countPeopleByAgency({ viewer: admin })).toContainEqual(
      expect.objectContaining({ id: made.agencyId, people: 1 }),
    )
  })

  test('has a name of its own in its country', async () => {
    await create('Revenue Police')
    expect(await create('REVENUE police')).toEqual({ status: 'name-taken' })
    expect((await create('Revenue Police', 'TZ')).status).toBe('created')
  })

  test('is added by administrators only', async () => {
    await expect(create('Sneaky', 'UG', await person())).rejects.toThrow(Forbidden)
  })
})
