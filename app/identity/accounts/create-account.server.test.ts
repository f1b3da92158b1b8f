import { eq } from 'drizzle-orm'
import { beforeEach, expect, test, vi } from 'vitest'
import { BrokenRule, Forbidden } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { account } from '#db/schema/identity.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { readLetters } from '#db/seed/letters.ts'
import { listAdministeredAgencies } from '../places/agency-queries.server.ts'
import type { Grant, Viewer } from '../viewer.ts'
import { findLink } from '../ways-in/link-queries.server.ts'
import { redeemCard } from '../ways-in/redeem-card.server.ts'
import { createAccount } from './create-account.server.ts'

const DAY = 24 * 60 * 60 * 1000
const now = Date.UTC(2026, 2, 4)
const administrator: Grant = { role: 'administrator', scopeKind: 'platform', scopeId: '' }

const mail = vi.hoisted(() => ({ on: true }))
vi.mock('#app/mail/mail-server.server.ts', () => ({ mailServer: () => (mail.on ? {} : null) }))
beforeEach(() => {
  mail.on = true
})

async function person(roles: readonly Grant[] = []): Promise<Viewer> {
  const { id, username, displayName, locale } = await write((tx) => insertAccount({ roles }, tx))
  return { accountId: id, username, displayName, locale, grants: roles }
}

const admin = await person([administrator])
const [nairobi, cid, kampala] = await write(async (tx) => {
  const top = await insertAgency({ name: 'Nairobi Police', countryCode: 'KE' }, tx)
  return [
    top,
    await insertAgency({ id: 'cid', name: 'CID', countryCode: 'KE', parentId: top.id, path: `${top.path}cid/` }, tx),
    await insertAgency({ name: 'Kampala Police', countryCode: 'UG' }, tx),
  ] as const
})

let made = 0
const create = (overrides: Partial<Parameters<typeof createAccount>[0]> = {}) =>
  createAccount({
    viewer: admin,
    username: `new.officer.${(made += 1)}`,
    displayName: 'Joseph Kariuki',
    email: null,
    agencyId: null,
    invite: 'card',
    site: 'https://learn.example.org',
    now,
    ...overrides,
  })

async function created(overrides: Parameters<typeof create>[0] = {}) {
  const result = await create(overrides)
  if (result.status !== 'created') throw new Error(result.status)
  return result
}

test('an account has no password until its card was used', async () => {
  const { accountId, invited } = await created({ username: 'joseph' })
  const [row] = await reader.select().from(account).where(eq(account.id, accountId))
  expect(row).toMatchObject({ username: 'joseph', passwordHash: '!', createdAt: now })
  if (invited.by !== 'card') throw new Error('no card')
  expect(invited.expiresAt).toBe(now + 30 * DAY)
  const used = await redeemCard({
    name: 'joseph',
    code: invited.code,
    password: 'three quiet rivers',
    address: '203.0.113.1',
    now,
  })
  expect(used).toEqual({ status: 'used', accountId })
  const entries = await reader.select().from(auditEntry).where(eq(auditEntry.subjectId, accountId))
  expect(entries.slice(0, 2).map(({ action, actorId }) => [action, actorId])).toEqual([
    ['account-created', admin.accountId],
    ['access-issued', admin.accountId],
  ])
})

test('an invitation by mail holds a link that works for two weeks', async () => {
  const { invited } = await created({ username: 'grace', email: 'grace@police.example', invite: 'mail' })
  expect(invited).toEqual({ by: 'mail' })
  const [letter] = await readLetters('grace@police.example')
  const token = /https:\/\/learn\.example\.org\/welcome\/(\S+)/.exec(letter?.text ?? '')?.[1] ?? ''
  expect(await findLink({ token, kind: 'invitation', now: now + 14 * DAY - 1 })).toMatchObject({ username: 'grace' })
  expect(await findLink({ token, kind: 'invitation', now: now + 14 * DAY })).toBeNull()
})

test('no invitation by mail without an address, or where no mail is sent, and then no account', async () => {
  await expect(create({ username: 'without', invite: 'mail' })).rejects.toThrow(BrokenRule)
  mail.on = false
  await expect(create({ username: 'without', email: 'w@police.example', invite: 'mail' })).rejects.toThrow(BrokenRule)
  expect(await reader.select().from(account).where(eq(account.username, 'without'))).toEqual([])
})

test('the user name and the e-mail address must be free', async () => {
  await created({ username: 'taken', email: 'taken@police.example' })
  expect(await create({ username: 'TAKEN' })).toEqual({ status: 'username-taken' })
  expect(await create({ email: 'Taken@police.example' })).toEqual({ status: 'email-taken' })
})

test.each([
  ['the country', { scopeKind: 'country', scopeId: 'KE' }, ['Nairobi Police', 'CID']],
  ['the agency', { scopeKind: 'agency', scopeId: nairobi.id }, ['Nairobi Police', 'CID']],
  ['the unit', { scopeKind: 'agency', scopeId: cid.id }, ['CID']],
] as const)('who administers %s opens accounts there and nowhere else', async (_what, scope, names) => {
  const viewer = await person([{ role: 'administrator', ...scope }])
  const offered = await listAdministeredAgencies({ viewer })
  expect(offered.map(({ name }) => name).sort()).toEqual([...names].sort())
  for (const { id, name } of [nairobi, cid, kampala]) {
    const { status } = await create({ viewer, agencyId: id })
    expect([name, status]).toEqual([name, (names as readonly string[]).includes(name) ? 'created' : 'agency-unknown'])
  }
  // Without an agency a person would be out of reach of who made them.
  expect(await create({ viewer })).toEqual({ status: 'agency-unknown' })
  expect(await create({ viewer, agencyId: 'nowhere' })).toEqual({ status: 'agency-unknown' })
})

test('nobody else opens an account', async () => {
  for (const roles of [
    [],
    [{ role: 'manager', scopeKind: 'platform', scopeId: '' }],
    [{ role: 'supervisor', scopeKind: 'country', scopeId: 'KE' }],
  ] satisfies Grant[][]) {
    await expect(create({ viewer: await person(roles), agencyId: nairobi.id })).rejects.toThrow(Forbidden)
  }
})

test('who is told of ten taken names waits: names of other countries cannot be tried', async () => {
  const viewer = await person([{ role: 'administrator', scopeKind: 'country', scopeId: 'KE' }])
  await created({ username: 'known', email: 'known@police.example', agencyId: kampala.id })
  const tries = { viewer, agencyId: nairobi.id, email: 'known@police.example' }
  for (let n = 0; n < 10; n += 1) expect((await create(tries)).status).toBe('email-taken')
  expect(await create({ ...tries, email: null })).toEqual({ status: 'too-many', retryAt: now + 15_000 })
  expect((await create({ username: 'still.open' })).status).toBe('created')
})
