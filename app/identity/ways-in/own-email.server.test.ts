import { eq } from 'drizzle-orm'
import { beforeEach, expect, test, vi } from 'vitest'
import { BrokenRule } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { account } from '#db/schema/identity.ts'
import { mailMessage } from '#db/schema/mail.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { readLetters } from '#db/seed/letters.ts'
import type { Viewer } from '../viewer.ts'
import { askToVerifyEmail } from './ask-to-verify-email.server.ts'
import { findOwnEmail } from './email-queries.server.ts'
import { issueLink } from './issue-link.server.ts'
import { findLink } from './link-queries.server.ts'
import { removeEmail } from './remove-email.server.ts'
import { findAddressToVerify, verifyEmail } from './verify-email.server.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const now = Date.UTC(2026, 2, 4)

const mail = vi.hoisted(() => ({ on: true }))
vi.mock('#app/mail/mail-server.server.ts', () => ({ mailServer: () => (mail.on ? {} : null) }))

let addresses = 0
const newAddress = () => `198.51.100.${(addresses += 1)}`

async function person(overrides: Parameters<typeof insertAccount>[0] = {}): Promise<Viewer> {
  const { id, username, displayName, locale } = await write((tx) => insertAccount(overrides, tx))
  return { accountId: id, username, displayName, locale, grants: [] }
}

const ask = (viewer: Viewer, email: string, overrides: { address?: string; now?: number } = {}) =>
  askToVerifyEmail({ viewer, email, site: 'https://learn.example.org', address: newAddress(), now, ...overrides })

async function tokenFor(viewer: Viewer, email: string): Promise<string> {
  await ask(viewer, email)
  const [letter] = (await readLetters(email)).slice(-1)
  return /\/verify-email\/(\S+)/.exec(letter?.text ?? '')?.[1] ?? ''
}

beforeEach(async () => {
  mail.on = true
  await write((tx) => tx.delete(mailMessage))
})

test('an address counts once its link was used, and not before', async () => {
  const viewer = await person()
  const token = await tokenFor(viewer, 'Amina@police.example')
  expect(await findOwnEmail({ viewer })).toBeNull()
  for (let look = 0; look < 2; look += 1) {
    expect(await findAddressToVerify({ token, now })).toEqual({
      email: 'Amina@police.example',
      username: viewer.username,
    })
  }
  expect(await findOwnEmail({ viewer })).toBeNull()
  expect(await verifyEmail({ token, now })).toEqual({ status: 'verified', email: 'Amina@police.example' })
  expect(await findOwnEmail({ viewer })).toEqual({ email: 'Amina@police.example', verified: true })
  expect(await verifyEmail({ token, now })).toEqual({ status: 'refused' })
  const entries = await reader.select().from(auditEntry).where(eq(auditEntry.subjectId, viewer.accountId))
  expect(entries.map(({ action }) => action)).toEqual(['access-issued', 'access-used', 'email-changed'])
  expect(entries.map(({ content }) => content).join('')).not.toContain('police.example')
})

test('a link works for a day, once for two at once, and is no way to set a password', async () => {
  const viewer = await person()
  const token = await tokenFor(viewer, 'late@police.example')
  expect(await findAddressToVerify({ token, now: now + DAY })).toBeNull()
  expect(await findLink({ token, kind: 'reset', now })).toBeNull()
  const both = await Promise.all([verifyEmail({ token, now }), verifyEmail({ token, now })])
  expect(both.map(({ status }) => status).sort()).toEqual(['refused', 'verified'])
})

test('a verified old address is told, and links that were sent there die; one that was not theirs is not told', async () => {
  const viewer = await person({ email: 'old@police.example', emailVerifiedAt: now })
  const reset = await write((tx) =>
    issueLink(
      {
        issuedBy: null,
        accountId: viewer.accountId,
        kind: 'reset',
        email: 'old@police.example',
        now,
        validFor: DAY,
      },
      tx,
    ),
  )
  await verifyEmail({ token: await tokenFor(viewer, 'new@police.example'), now })
  expect((await readLetters('old@police.example')).map(({ text }) => text)).toEqual([
    expect.stringContaining(viewer.username),
  ])
  expect(await findLink({ token: reset.token, kind: 'reset', now })).toBeNull()

  const other = await person({ email: 'typo@police.example' })
  await verifyEmail({ token: await tokenFor(other, 'right@police.example'), now })
  expect(await readLetters('typo@police.example')).toEqual([])
})

test('an address of another account is answered the same, its owner is told, and no link of ours takes it', async () => {
  const owner = await person({ email: 'taken@police.example', locale: 'en-XA' })
  const viewer = await person()
  expect(await ask(viewer, 'TAKEN@police.example')).toEqual({ status: 'asked' })
  const [letter] = await readLetters('TAKEN@police.example')
  expect(letter?.text).not.toContain('/verify-email/')
  expect(letter?.subject).toContain('⟦')
  expect(await findOwnEmail({ viewer: owner })).toMatchObject({ email: 'taken@police.example' })
})

test('an address that another account took meanwhile is not taken away', async () => {
  const slow = await person()
  const token = await tokenFor(slow, 'contested@police.example')
  await person({ email: 'contested@police.example' })
  expect(await findAddressToVerify({ token, now })).toBeNull()
  expect(await verifyEmail({ token, now })).toEqual({ status: 'refused' })
  expect(await findOwnEmail({ viewer: slow })).toBeNull()
})

test('a mailbox is not flooded, and who asks for very much waits', async () => {
  const viewer = await person()
  for (let minute = 0; minute < 5; minute += 1)
    await ask(viewer, 'flooded@police.example', { now: now + minute * MINUTE })
  expect(await readLetters('flooded@police.example')).toHaveLength(1)
  const address = newAddress()
  for (let n = 0; n < 20; n += 1) await ask(viewer, `many${n}@police.example`, { address })
  expect(await ask(viewer, 'many@police.example', { address })).toMatchObject({ status: 'too-many' })
})

test('one’s own address is removed, and told of it if it was verified', async () => {
  const viewer = await person({ email: 'gone@police.example', emailVerifiedAt: now })
  await removeEmail({ viewer, now })
  expect(await findOwnEmail({ viewer })).toBeNull()
  const [row] = await reader.select().from(account).where(eq(account.id, viewer.accountId))
  expect(row).toMatchObject({ email: null, emailKey: null, emailVerifiedAt: null })
  expect(await readLetters('gone@police.example')).toHaveLength(1)
})

test('without mail an address can be removed, but not added', async () => {
  mail.on = false
  const viewer = await person({ email: 'gone@police.example', emailVerifiedAt: now })
  await expect(ask(viewer, 'new@police.example')).rejects.toThrow(BrokenRule)
  await removeEmail({ viewer, now })
  expect(await reader.select().from(mailMessage)).toEqual([])
})
