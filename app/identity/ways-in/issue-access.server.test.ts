import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { BrokenRule, NotFound } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { accessToken } from '#db/schema/credentials.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import type { Grant, Viewer } from '../viewer.ts'
import { findUsableToken, useUpToken } from './access-token.server.ts'
import { normaliseCardCode } from './card-code.ts'
import { issueAccessCard } from './issue-access-card.server.ts'
import { issueCard } from './issue-card.server.ts'
import { issueLink } from './issue-link.server.ts'

const DAY = 24 * 60 * 60 * 1000
const now = Date.UTC(2026, 2, 4)
const administrator: Grant = { role: 'administrator', scopeKind: 'platform', scopeId: '' }

async function person(overrides: Parameters<typeof insertAccount>[0] = {}): Promise<Viewer> {
  const { id, username, displayName, locale } = await write((tx) => insertAccount(overrides, tx))
  return { accountId: id, username, displayName, locale, grants: overrides.roles ?? [] }
}

const admin = await person({ roles: [administrator] })

const card = (accountId: string, kind: 'invitation' | 'reset' = 'reset') =>
  write((tx) => issueCard({ issuedBy: admin.accountId, accountId, kind, now, validDays: 30 }, tx))
const link = (accountId: string, kind: 'invitation' | 'reset' | 'verify-email' = 'reset') =>
  write((tx) =>
    issueLink({ issuedBy: null, accountId, kind, email: 'a@police.example', now, validFor: 60 * 60 * 1000 }, tx),
  )
const found = (secret: string, delivery: 'card' | 'mail', at = now) => findUsableToken({ secret, delivery, now: at })
const foundCard = (code: string, at = now) => found(normaliseCardCode(code) ?? '', 'card', at)

describe('a card', () => {
  test('works until its last day, for whom it was made', async () => {
    const { accountId } = await person()
    const { code, expiresAt } = await card(accountId)
    expect(expiresAt).toBe(now + 30 * DAY)
    expect(await foundCard(code, expiresAt - 1)).toMatchObject({ accountId, kind: 'reset', email: null })
    expect(await foundCard(code, expiresAt)).toBeNull()
  })

  test('is stored as a hash that needs the key of the installation, and is in the audit log without its code', async () => {
    const { accountId } = await person()
    const { code } = await card(accountId, 'invitation')
    const stored = JSON.stringify(await reader.select().from(accessToken))
    expect(stored).not.toContain(code)
    expect(stored).not.toContain(normaliseCardCode(code))
    const [entry] = await reader.select().from(auditEntry).where(eq(auditEntry.subjectId, accountId))
    expect(entry).toMatchObject({ action: 'access-issued', actorId: admin.accountId, at: now })
    expect(JSON.parse(entry?.content ?? '')).toEqual({ address: null, facts: { kind: 'invitation', delivery: 'card' } })
  })

  test('replaces an earlier card and link of its kind, and leaves other kinds and other people alone', async () => {
    const { accountId } = await person()
    const other = await person()
    const others = await card(other.accountId)
    const [oldCard, oldLink, invitation] = [
      await card(accountId),
      await link(accountId),
      await card(accountId, 'invitation'),
    ]
    const fresh = await card(accountId)
    expect(await foundCard(oldCard.code)).toBeNull()
    expect(await found(oldLink.token, 'mail')).toBeNull()
    for (const { code } of [invitation, others, fresh]) expect(await foundCard(code)).not.toBeNull()
  })

  test('opens nothing while its account is suspended', async () => {
    const { accountId } = await person({ suspendedAt: now })
    expect(await foundCard((await card(accountId)).code)).toBeNull()
  })
})

describe('a link', () => {
  test('is long, works for its time, and is no card', async () => {
    const { accountId } = await person()
    const { token, expiresAt } = await link(accountId)
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(await found(token, 'mail', expiresAt - 1)).toMatchObject({ accountId, email: 'a@police.example' })
    expect(await found(token, 'mail', expiresAt)).toBeNull()
    expect(await found(token, 'card')).toBeNull()
  })

  test('replaces an earlier link, but no card: anybody may ask for a link', async () => {
    const { accountId } = await person()
    const { code } = await card(accountId)
    const before = await link(accountId)
    const { token } = await link(accountId)
    expect(await found(before.token, 'mail')).toBeNull()
    expect(await found(token, 'mail')).not.toBeNull()
    expect(await foundCard(code)).not.toBeNull()
  })
})

test('of two uses at once one counts', async () => {
  const { accountId } = await person()
  const { code } = await card(accountId, 'invitation')
  const token = await foundCard(code)
  if (!token) throw new Error('no card')
  const use = () => write((tx) => useUpToken({ token, now }, tx))
  expect((await Promise.all([use(), use()])).sort()).toEqual([false, true])
  expect(await foundCard(code)).toBeNull()
})

test('what is too old is cleared away with the next one', async () => {
  const { accountId } = await person()
  const { token } = await link(accountId)
  await write((tx) =>
    issueCard({ issuedBy: null, accountId: admin.accountId, kind: 'reset', now: now + DAY, validDays: 1 }, tx),
  )
  expect(await found(token, 'mail')).toBeNull()
  expect(await reader.select().from(accessToken).where(eq(accessToken.accountId, accountId))).toEqual([])
})

describe('handing out a card', () => {
  test('invites who has no password yet, and resets one that is lost', async () => {
    const invited = await person()
    const forgetful = await person({ password: 'three quiet rivers' })
    for (const [{ accountId, username, displayName }, kind] of [
      [invited, 'invitation'],
      [forgetful, 'reset'],
    ] as const) {
      const made = await issueAccessCard({ viewer: admin, accountId, now })
      expect(made).toMatchObject({ username, displayName, expiresAt: now + 30 * DAY })
      expect(await foundCard(made.code)).toMatchObject({ accountId, kind })
    }
  })

  test('is for administrators and local supervisors of the person, never for oneself', async () => {
    const [here, elsewhere] = await write(async (tx) => [await insertAgency({}, tx), await insertAgency({}, tx)])
    const supervisor = await person({ roles: [{ role: 'supervisor', scopeKind: 'agency', scopeId: here.id }] })
    const officer = await person({ agencyId: here.id })
    const stranger = await person({ agencyId: elsewhere.id })
    const give = (viewer: Viewer, { accountId }: Viewer) => issueAccessCard({ viewer, accountId, now })
    expect((await give(supervisor, officer)).username).toBe(officer.username)
    for (const [viewer, subject] of [
      [supervisor, stranger],
      [supervisor, admin],
      [officer, stranger],
      [admin, admin],
      [admin, { ...officer, accountId: 'nobody' }],
    ] as const) {
      await expect(give(viewer, subject)).rejects.toThrow(NotFound)
    }
  })

  test('is refused for who is suspended: no card would let them in', async () => {
    const { accountId } = await person({ suspendedAt: now })
    await expect(issueAccessCard({ viewer: admin, accountId, now })).rejects.toThrow(BrokenRule)
  })
})
