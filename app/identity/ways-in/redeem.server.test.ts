import { eq } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { account } from '#db/schema/identity.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { readLetters } from '#db/seed/letters.ts'
import { findViewer, startSession } from '../sign-in/sessions.server.ts'
import { signIn } from '../sign-in/sign-in.server.ts'
import { issueCard } from './issue-card.server.ts'
import { issueLink } from './issue-link.server.ts'
import { findLink } from './link-queries.server.ts'
import { redeemCard } from './redeem-card.server.ts'
import { redeemLink } from './redeem-link.server.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const now = Date.UTC(2026, 2, 4)
const OLD = 'three quiet rivers'
const NEW = 'four loud mountains'

vi.mock('#app/mail/mail-server.server.ts', () => ({ mailServer: () => ({}) }))

let addresses = 0
const newAddress = () => `198.51.100.${(addresses += 1)}`

const person = (overrides: Parameters<typeof insertAccount>[0] = {}) => write((tx) => insertAccount(overrides, tx))

const card = async (accountId: string, kind: 'invitation' | 'reset' = 'reset') =>
  (await write((tx) => issueCard({ issuedBy: null, accountId, kind, now, validDays: 30 }, tx))).code

const link = async (accountId: string, kind: 'invitation' | 'reset' = 'reset', email = 'a@police.example') =>
  (await write((tx) => issueLink({ issuedBy: null, accountId, kind, email, now, validFor: DAY }, tx))).token

const redeem = (name: string, code: string, overrides: Partial<Parameters<typeof redeemCard>[0]> = {}) =>
  redeemCard({ name, code, password: NEW, address: newAddress(), now, ...overrides })

const opens = async (name: string, password: string) =>
  (await signIn({ name, password, address: newAddress(), now })).status

async function browser(accountId: string): Promise<() => Promise<string | undefined>> {
  const { setCookie } = await startSession({ accountId, secure: false, now: Date.now() })
  const cookieHeader = setCookie.split(';')[0] ?? ''
  return async () => (await findViewer({ cookieHeader, secure: false })).viewer?.accountId
}

describe('an access card', () => {
  test('sets the first password of an account, and is in the audit log without code or password', async () => {
    const { id, username } = await person()
    const code = await card(id, 'invitation')
    expect(await redeem(username, code)).toEqual({ status: 'used', accountId: id })
    expect(await opens(username, NEW)).toBe('signed-in')
    const entries = await reader.select().from(auditEntry).where(eq(auditEntry.subjectId, id))
    expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['access-issued', null],
      ['access-used', id],
      ['password-changed', id],
    ])
    const logged = entries.map(({ content }) => content).join('')
    expect(logged).toContain('"by":"card"')
    for (const secret of [code, code.replaceAll('-', ''), NEW]) expect(logged).not.toContain(secret)
  })

  test('replaces a password that was lost, and ends every session', async () => {
    const { id, username } = await person({ password: OLD })
    const open = await browser(id)
    const code = await card(id)
    expect(await opens(username, OLD)).toBe('signed-in')
    expect(await open()).toBe(id)
    expect((await redeem(username, code)).status).toBe('used')
    expect(await open()).toBeUndefined()
    expect(await opens(username, OLD)).toBe('refused')
    const [row] = await reader.select().from(account).where(eq(account.id, id))
    expect(row?.passwordChangedAt).toBe(now)
  })

  test('is told to the owner’s verified address when it replaced a password, not when it set the first', async () => {
    const own = { email: 'owner@police.example', emailVerifiedAt: now }
    const { id, username } = await person(own)
    await redeem(username, await card(id, 'invitation'))
    expect(await readLetters(own.email)).toEqual([])
    await redeem(username, await card(id))
    expect(await readLetters(own.email)).toHaveLength(1)
  })

  test('goes with a user name in any capitals or an e-mail address, and with a code typed in any way', async () => {
    const { id, username } = await person({ email: 'grace@police.example' })
    const first = await card(id)
    expect((await redeem(username.toUpperCase(), first.toLowerCase().replaceAll('-', ' '))).status).toBe('used')
    expect((await redeem('Grace@police.example', await card(id))).status).toBe('used')
  })

  test('works once, for two at once, too', async () => {
    const { id, username } = await person()
    const code = await card(id)
    const both = await Promise.all([redeem(username, code), redeem(username, code)])
    expect(both.map(({ status }) => status).sort()).toEqual(['refused', 'used'])
    expect(await redeem(username, code)).toEqual({ status: 'refused' })
  })

  test('is refused in one way, whatever is wrong', async () => {
    const { id, username } = await person({ password: OLD })
    const other = await person()
    const suspended = await person({ suspendedAt: now })
    const code = await card(id)
    const cases: [string, Promise<unknown>][] = [
      ['an unknown user name', redeem('nobody.here', code)],
      ['another’s user name', redeem(other.username, code)],
      ['a wrong code', redeem(username, 'AAAA-BBBB-CCCC')],
      ['no code at all', redeem(username, 'x')],
      ['a card that is too old', redeem(username, code, { now: now + 30 * DAY })],
      ['a suspended account', redeem(suspended.username, await card(suspended.id))],
    ]
    for (const [what, result] of cases) expect([what, await result]).toEqual([what, { status: 'refused' }])
    expect(await opens(username, OLD)).toBe('signed-in')
  })

  test('is no link, and a link is no card', async () => {
    const { id, username } = await person()
    expect(await findLink({ token: (await card(id)).replaceAll('-', ''), kind: 'reset', now })).toBeNull()
    expect(await redeem(username, await link(id))).toEqual({ status: 'refused' })
  })

  test('is not used up by a password that is not fit, which only who has the card is told', async () => {
    const { id, username } = await person({ displayName: 'Wanjiru Kamau' })
    const code = await card(id)
    for (const password of ['password1234', 'Wanjiru2026']) {
      expect(await redeem(username, code, { password })).toMatchObject({ status: 'unfit' })
      expect(await redeem(username, 'AAAA-BBBB-CCCC', { password })).toEqual({ status: 'refused' })
    }
    expect((await redeem(username, code)).status).toBe('used')
  })

  test('is not guessed: five wrong codes at one address have to wait, the owner elsewhere does not', async () => {
    const { id, username } = await person()
    const code = await card(id)
    const address = newAddress()
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await redeem(username, 'AAAA-BBBB-CCCC', { address })).toEqual({ status: 'refused' })
    }
    expect(await redeem(username, code, { address })).toEqual({ status: 'too-many', retryAt: now + MINUTE })
    const refusals = await reader.select().from(auditEntry).where(eq(auditEntry.action, 'sign-in-refused'))
    expect(refusals.at(-1)?.content).toContain('"way":"card"')
    expect(refusals.map(({ content }) => content).join('')).not.toContain('BBBB')
    expect(await redeem('nobody.else', code, { address })).toEqual({ status: 'refused' })
    expect((await redeem(username, code)).status).toBe('used')
  })

  test('works after passwords were guessed at: who forgot one is helped at once', async () => {
    const { id, username } = await person({ password: OLD })
    const address = newAddress()
    for (let guess = 0; guess < 6; guess += 1) await signIn({ name: username, password: 'a guess', address, now })
    expect((await redeem(username, await card(id), { address })).status).toBe('used')
  })
})

describe('a link', () => {
  test('is looked at without being used', async () => {
    const { id, username, displayName } = await person()
    const token = await link(id, 'invitation')
    for (let look = 0; look < 3; look += 1) {
      expect(await findLink({ token, kind: 'invitation', now })).toEqual({ username, displayName })
    }
    expect(await findLink({ token, kind: 'reset', now })).toBeNull()
  })

  test('sets the password once, shows the address to be theirs, and ends sessions and other ways in', async () => {
    const { id, username } = await person({ password: OLD, email: 'A@police.example' })
    const open = await browser(id)
    const code = await card(id, 'invitation')
    const token = await link(id)
    const use = () => redeemLink({ token, kind: 'reset', password: NEW, now })
    const both = await Promise.all([use(), use()])
    expect(both.map(({ status }) => status).sort()).toEqual(['refused', 'used'])
    expect(await open()).toBeUndefined()
    expect(await opens(username, NEW)).toBe('signed-in')
    expect(await redeem(username, code)).toEqual({ status: 'refused' })
    const [row] = await reader.select().from(account).where(eq(account.id, id))
    expect(row?.emailVerifiedAt).toBe(now)
  })

  test('shows nothing of an address that is not the account’s any more', async () => {
    const { id } = await person({ email: 'new@police.example' })
    const token = await link(id, 'reset', 'old@police.example')
    expect((await redeemLink({ token, kind: 'reset', password: NEW, now })).status).toBe('used')
    const [row] = await reader.select().from(account).where(eq(account.id, id))
    expect(row?.emailVerifiedAt).toBeNull()
  })

  test('of one kind is none of the other, and none is guessed', async () => {
    const { id } = await person()
    const token = await link(id, 'invitation')
    for (const guess of [token, `${token}x`, '', 'guessed']) {
      expect(await redeemLink({ token: guess, kind: 'reset', password: NEW, now })).toEqual({ status: 'refused' })
    }
    expect(await redeemLink({ token, kind: 'invitation', password: 'aminaaminaamina', now })).toMatchObject({
      status: 'unfit',
    })
    expect((await redeemLink({ token, kind: 'invitation', password: NEW, now })).status).toBe('used')
  })
})
