import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { BrokenRule } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { account } from '#db/schema/identity.ts'
import { platformSetting } from '#db/schema/platform.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { readLetters } from '#db/seed/letters.ts'
import type { PlatformSettings } from '../settings/platform-settings.ts'
import { signIn } from '../sign-in/sign-in.server.ts'
import { askForRegistration } from './ask-for-registration.server.ts'

import { registerAccount } from './register-account.server.ts'
import { findRegistrationAddress, registerByLink } from './register-by-link.server.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const now = Date.UTC(2026, 2, 4)
const PASSWORD = 'three quiet rivers'
const site = 'https://learn.example.org'

const mail = vi.hoisted(() => ({ on: true }))
vi.mock('#app/mail/mail-server.server.ts', () => ({ mailServer: () => (mail.on ? {} : null) }))

let addresses = 0
const newAddress = () => `198.51.100.${(addresses += 1)}`

async function set(settings: Partial<PlatformSettings>): Promise<void> {
  await write(async (tx) => {
    await tx.delete(platformSetting)
    for (const [name, value] of Object.entries(settings)) {
      await tx.insert(platformSetting).values({ name, value: JSON.stringify(value), updatedAt: now })
    }
  })
}

const person = { username: 'Amina', displayName: 'Amina Odhiambo', agencyId: null, password: PASSWORD, now }

beforeEach(async () => {
  mail.on = true
  await set({})
})

describe('open registration', () => {
  const register = (overrides: Partial<Parameters<typeof registerAccount>[0]> = {}) =>
    registerAccount({ ...person, address: newAddress(), ...overrides })

  test('opens an account that can sign in, without a role and without an e-mail address', async () => {
    const { id: agencyId } = await write((tx) => insertAgency({}, tx))
    const made = await register({ agencyId })
    if (made.status !== 'created') throw new Error(made.status)
    const { accountId } = made
    expect(await signIn({ name: 'amina', password: PASSWORD, address: newAddress(), now })).toEqual({
      status: 'signed-in',
      accountId,
    })
    const [row] = await reader.select().from(account).where(eq(account.id, accountId))
    expect(row).toMatchObject({ username: 'Amina', email: null, agencyId, createdAt: now })
    const acts = await reader.select().from(auditEntry).where(eq(auditEntry.subjectId, accountId))
    expect(acts.map(({ action, actorId }) => ({ action, actorId }))).toEqual([
      { action: 'account-created', actorId: accountId },
    ])
  })

  test('takes no user name that differs from another in capitals or width only', async () => {
    expect(await register({ username: 'AMINA' })).toEqual({ status: 'username-taken' })
    expect(await register({ username: 'ａｍｉｎａ' })).toEqual({ status: 'username-taken' })
  })

  test('takes no password that is common, or a name of the person', async () => {
    for (const password of ['password1234', 'Grace Wambui', 'zzzzzzzzzz']) {
      const made = await register({ username: 'wambui', displayName: 'Grace Wambui', password })
      expect(made, password).toMatchObject({ status: 'unfit' })
    }
  })

  test('twice at once opens one account', async () => {
    const both = await Promise.all([register({ username: 'twin' }), register({ username: 'Twin' })])
    expect(both.map(({ status }) => status).sort()).toEqual(['created', 'username-taken'])
  })

  test('tells of ten taken user names, then lets that network wait: a list of names cannot be tried', async () => {
    const address = newAddress()
    for (let time = 0; time < 10; time += 1) {
      expect(await register({ username: 'Amina', address })).toEqual({ status: 'username-taken' })
    }
    expect(await register({ username: 'Amina', address })).toEqual({ status: 'too-many', retryAt: now + 15_000 })
    expect((await register({ username: 'elsewhere' })).status).toBe('created')
    expect((await register({ username: 'latecomer', address, now: now + 15_000 })).status).toBe('created')
  })

  test('is slowed by a hundred from one network, and by them alone', { timeout: 60_000 }, async () => {
    const address = newAddress()
    for (let time = 0; time < 100; time += 1) {
      expect((await register({ username: 'lost', agencyId: 'nowhere', address })).status).toBe('agency-unknown')
    }
    expect(await register({ username: 'late', address })).toEqual({ status: 'too-many', retryAt: now + 15_000 })
  })

  test('takes no agency that is not there', async () => {
    expect(await register({ username: 'lost', agencyId: 'nowhere' })).toEqual({ status: 'agency-unknown' })
  })

  test.each(['domains', 'closed'] as const)('is over where the rule is %s', async (registration) => {
    await set({ registration, registrationDomains: ['police.example'] })
    expect(await register({ username: 'uninvited' })).toEqual({ status: 'closed' })
    expect(await reader.select().from(account).where(eq(account.usernameKey, 'uninvited'))).toEqual([])
  })
})

describe('registration for mail domains', () => {
  beforeEach(() => set({ registration: 'domains', registrationDomains: ['police.example'] }))

  const ask = (email: string, overrides: { address?: string; now?: number } = {}) =>
    askForRegistration({ email, site, locale: 'en', address: newAddress(), now, ...overrides })
  const tokenIn = (text: string) => /https:\/\/learn\.example\.org\/register\/(\S+)/.exec(text)?.[1] ?? ''
  async function tokenFor(email: string): Promise<string> {
    await ask(email)
    return tokenIn((await readLetters(email)).at(-1)?.text ?? '')
  }
  const open = (token: string, overrides: Partial<Parameters<typeof registerByLink>[0]> = {}) =>
    registerByLink({ ...person, token, address: newAddress(), ...overrides })

  test('opens an account by the link alone, with the address shown to be theirs', async () => {
    const token = await tokenFor('Wairimu@narok.police.example')
    expect(await findRegistrationAddress({ token, now })).toBe('Wairimu@narok.police.example')
    const made = await open(token, { username: 'wairimu' })
    if (made.status !== 'created') throw new Error(made.status)
    const [row] = await reader.select().from(account).where(eq(account.id, made.accountId))
    expect(row).toMatchObject({ email: 'Wairimu@narok.police.example', emailVerifiedAt: now })
  })

  test('stores nothing before the link was used: strangers take nobody’s name', async () => {
    const before = await reader.select().from(account)
    await ask('squatter@police.example')
    expect(await reader.select().from(account)).toHaveLength(before.length)
  })

  test('opens one account by a link, also for two at once', async () => {
    const token = await tokenFor('once@police.example')
    const both = await Promise.all([open(token, { username: 'once.a' }), open(token, { username: 'once.b' })])
    expect(both.map(({ status }) => status).sort()).toEqual(['created', 'refused'])
    expect(await open(token, { username: 'once.c' })).toEqual({ status: 'refused' })
    expect(await findRegistrationAddress({ token, now })).toBeNull()
  })

  test('a link works for a day, while its domain is listed, and none is guessed', async () => {
    const token = await tokenFor('late@police.example')
    expect(await findRegistrationAddress({ token, now: now + DAY - 1 })).toBe('late@police.example')
    expect(await findRegistrationAddress({ token, now: now + DAY })).toBeNull()
    expect(await findRegistrationAddress({ token: `${token}x`, now })).toBeNull()
    expect(await findRegistrationAddress({ token: 'guessed', now })).toBeNull()
    await set({ registration: 'domains', registrationDomains: ['justice.example'] })
    expect(await findRegistrationAddress({ token, now })).toBeNull()
    await set({ registration: 'closed' })
    expect(await open(token, { username: 'too.late' })).toEqual({ status: 'refused' })
  })

  test('answers the same for an address that has an account, and tells its owner', async () => {
    await write((tx) => insertAccount({ email: 'owner@police.example', locale: 'en-XA' }, tx))
    expect(await ask('OWNER@police.example')).toEqual({ status: 'asked' })
    const letters = await readLetters('OWNER@police.example')
    expect(letters).toHaveLength(1)
    expect(letters[0]?.text).toContain('https://learn.example.org/forgot')
    expect(letters[0]?.text).not.toContain('/register/')
    // In the owner's language, whoever asked.
    expect(letters[0]?.subject).toContain('⟦')
  })

  test('refuses other domains', async () => {
    expect(await ask('amina@elsewhere.example')).toEqual({ status: 'other-domain' })
    expect(await readLetters('amina@elsewhere.example')).toEqual([])
  })

  test('sends one letter to a mailbox, then fewer and fewer, and says nothing of it', async () => {
    const times = [0, 1, 4, 5, 6, 14, 15].map((minute) => now + minute * MINUTE)
    for (const time of times) expect(await ask('flooded@police.example', { now: time })).toEqual({ status: 'asked' })
    expect(await readLetters('flooded@police.example')).toHaveLength(3)
  })

  test('lets a network that asks for very much wait', async () => {
    const address = newAddress()
    for (let n = 0; n < 20; n += 1) {
      expect(await ask(`n${n}@police.example`, { address })).toEqual({ status: 'asked' })
    }
    expect(await ask('n20@police.example', { address })).toEqual({ status: 'too-many', retryAt: now + 15_000 })
  })

  test('is not to be had without mail, or where the rule is another', async () => {
    mail.on = false
    await expect(ask('amina@police.example')).rejects.toThrow(BrokenRule)
    mail.on = true
    await set({ registration: 'closed', registrationDomains: ['police.example'] })
    await expect(ask('amina@police.example')).rejects.toThrow(BrokenRule)
  })
})
