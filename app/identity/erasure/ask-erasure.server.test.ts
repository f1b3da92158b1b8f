import { and, asc, eq } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { NotFound } from '#app/errors.ts'
import { unseal } from '#app/secrets/seal.server.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { account, agency } from '#db/schema/identity.ts'
import { mailMessage } from '#db/schema/mail.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { findViewer, startSession } from '../sign-in/sessions.server.ts'
import type { Grant, Viewer } from '../viewer.ts'
import { askErasure } from './ask-erasure.server.ts'
import { listDueErasures } from './erasure-queries.server.ts'
import { stopErasure } from './stop-erasure.server.ts'
import { findStayingAgency } from './staying-agency.server.ts'
import { withdrawErasure } from './withdraw-erasure.server.ts'

const now = Date.UTC(2027, 4, 1)
const DAY = 86_400_000
const platform: Grant = { role: 'administrator', scopeKind: 'platform', scopeId: '' }

async function makePerson(overrides: Parameters<typeof insertAccount>[0] = {}): Promise<Viewer> {
  const { id, username, displayName } = await write((tx) => insertAccount(overrides, tx))
  return { accountId: id, username, displayName, locale: null, grants: overrides.roles ?? [] }
}

async function stateOf({ accountId }: Viewer) {
  const columns = {
    dueAt: account.erasureDueAt,
    reason: account.erasureReason,
    keepsName: account.erasureKeepsName,
  }
  const [found] = await reader.select(columns).from(account).where(eq(account.id, accountId))
  return found
}

async function actionsOn({ accountId }: Viewer): Promise<string[]> {
  const rows = await reader
    .select({ action: auditEntry.action })
    .from(auditEntry)
    .where(and(eq(auditEntry.subjectKind, 'account'), eq(auditEntry.subjectId, accountId)))
    .orderBy(asc(auditEntry.sequence))
  return rows.map(({ action }) => action)
}

const nothing = { dueAt: null, reason: null, keepsName: false }

describe('asking for erasure', () => {
  test('the only administrator cannot, another can', async () => {
    const only = await makePerson({ roles: [platform] })
    const ask = (viewer: Viewer) => askErasure({ viewer, username: viewer.username, keepsName: false, now })
    expect(await ask(only)).toEqual({ status: 'last-administrator' })
    expect(await stateOf(only)).toEqual(nothing)
    await makePerson({ roles: [platform] })
    expect((await ask(only)).status).toBe('asked')
    await withdrawErasure({ viewer: only, now })
  })

  test('it is due after the days of the setting, and taken back whole', async () => {
    const viewer = await makePerson({ username: 'Ángela.R' })
    const result = await askErasure({ viewer, username: ' ÁNGELA.R ', keepsName: true, now })
    expect(result).toEqual({ status: 'asked', dueAt: now + 14 * DAY })
    expect(await stateOf(viewer)).toEqual({ dueAt: now + 14 * DAY, reason: 'asked', keepsName: true })
    await withdrawErasure({ viewer, now: now + 1 })
    await withdrawErasure({ viewer, now: now + 2 })
    expect(await stateOf(viewer)).toEqual(nothing)
    expect(await actionsOn(viewer)).toEqual(['erasure-asked', 'erasure-withdrawn'])
  })

  test('another user name confirms nothing', async () => {
    const viewer = await makePerson()
    const result = await askErasure({ viewer, username: `${viewer.username}x`, keepsName: false, now })
    expect(result).toEqual({ status: 'other-name' })
    expect(await stateOf(viewer)).toEqual(nothing)
  })

  test('asking again changes the choice and not the day', async () => {
    const viewer = await makePerson()
    const ask = (keepsName: boolean, at: number) =>
      askErasure({ viewer, username: viewer.username, keepsName, now: at })
    await ask(false, now)
    expect(await ask(true, now + 3 * DAY)).toEqual({ status: 'asked', dueAt: now + 14 * DAY })
    expect(await stateOf(viewer)).toMatchObject({ keepsName: true })
  })

  test('who asked is told so with every request; who was announced as inactive is not, and a visit keeps them', async () => {
    const asked = await makePerson({ erasureDueAt: now, erasureReason: 'asked' })
    const inactive = await makePerson({ erasureDueAt: now, erasureReason: 'inactive' })
    const visit = async ({ accountId }: Viewer) => {
      const { setCookie } = await startSession({ accountId, secure: false, now: Date.now() })
      return (await findViewer({ cookieHeader: setCookie.split(';')[0] ?? '', secure: false })).viewer
    }
    expect(await visit(asked)).toMatchObject({ erasureDueAt: now })
    expect(await visit(inactive)).toMatchObject({ erasureDueAt: null })
    expect(await stateOf(asked)).toMatchObject({ dueAt: now })
    expect(await stateOf(inactive)).toEqual(nothing)
  })

  test('a mail goes to an address that is shown to be the person’s, and to no other', async () => {
    vi.stubEnv('SMTP_URL', 'smtp://mail.example.org')
    vi.stubEnv('MAIL_FROM', 'Article 54 <no-reply@example.org>')
    vi.stubEnv('PUBLIC_URL', 'https://learn.example.org')
    vi.resetModules()
    const fresh = await import('./ask-erasure.server.ts')
    const { write: writeFresh } = await import('#db/client.server.ts')
    const make = async (overrides: Parameters<typeof insertAccount>[0]) => {
      const { id, username, displayName } = await writeFresh((tx) => insertAccount(overrides, tx))
      return { accountId: id, username, displayName, locale: null, grants: [] }
    }
    for (const viewer of [
      await make({ email: 'ama@example.org', emailVerifiedAt: now }),
      await make({ email: 'not-shown@example.org' }),
      await make({}),
    ]) {
      await fresh.askErasure({ viewer, username: viewer.username, keepsName: false, now })
    }
    const sent = (await reader.select().from(mailMessage)).map(({ sealed }) => unseal(sealed, 'mail') ?? '')
    expect(sent).toHaveLength(1)
    expect(JSON.parse(sent[0] ?? '')).toMatchObject({ to: 'ama@example.org' })
    expect(sent[0]).toMatch(/15 May 2027.*https:\/\/learn\.example\.org/)
  })
})

describe('those who administer', () => {
  test('see the erasures of the people they administer, and keep whom nobody asked to erase', async () => {
    const [kenya, fiji] = await write(async (tx) => [
      await insertAgency({ countryCode: 'KE' }, tx),
      await insertAgency({ countryCode: 'FJ' }, tx),
    ])
    const due = { erasureDueAt: now, erasureReason: 'inactive' } as const
    const near = await makePerson({ agencyId: kenya?.id, ...due })
    const asked = await makePerson({ agencyId: kenya?.id, erasureDueAt: now + 1, erasureReason: 'asked' })
    const far = await makePerson({ agencyId: fiji?.id, ...due })
    const viewer = await makePerson({ roles: [{ role: 'administrator', scopeKind: 'country', scopeId: 'KE' }] })
    const listed = await listDueErasures({ viewer, page: 1 })
    expect(listed.due.map(({ accountId }) => accountId)).toEqual([near.accountId, asked.accountId])
    expect(await stopErasure({ viewer, accountId: near.accountId, now })).toEqual({ status: 'stopped' })
    expect(await stopErasure({ viewer, accountId: near.accountId, now })).toEqual({ status: 'not-due' })
    expect(await stopErasure({ viewer, accountId: asked.accountId, now })).toEqual({ status: 'not-due' })
    await expect(stopErasure({ viewer, accountId: far.accountId, now })).rejects.toThrow(NotFound)
    expect(await stateOf(near)).toEqual(nothing)
    expect(await stateOf(asked)).toMatchObject({ reason: 'asked' })
    expect(await stateOf(far)).toMatchObject({ reason: 'inactive' })
    expect(await actionsOn(near)).toEqual(['erasure-withdrawn'])
  })

  test('an agency stays with an erased account where five others are, else one above it, else none', async () => {
    const [top, unit, tiny] = await write(async (tx) => {
      const above = await insertAgency({ countryCode: 'TO' }, tx)
      const under = async () => {
        const made = await insertAgency({ countryCode: 'TO', parentId: above.id }, tx)
        await tx
          .update(agency)
          .set({ path: `${above.path}${made.id}/` })
          .where(eq(agency.id, made.id))
        return made.id
      }
      return [above.id, await under(), await under()]
    })
    const person = await makePerson({ agencyId: tiny })
    const staysFor = () => write((tx) => findStayingAgency({ accountId: person.accountId, agencyId: tiny ?? '' }, tx))
    for (let others = 0; others < 4; others += 1) await makePerson({ agencyId: unit })
    expect(await staysFor()).toBeNull()
    await makePerson({ agencyId: unit })
    expect(await staysFor()).toBe(top)
    for (let others = 0; others < 5; others += 1) await makePerson({ agencyId: tiny })
    expect(await staysFor()).toBe(tiny)
  })
})
