import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { NotFound } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { accessToken, totpCredential } from '#db/schema/credentials.ts'
import { account, agency } from '#db/schema/identity.ts'
import { listActs } from '#db/seed/audit.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertSamplePlaces } from '#db/seed/places.ts'
import { makeViewer } from '#db/seed/viewer.ts'
import { findViewer, startSession } from '../sign-in/sessions.server.ts'
import type { Viewer } from '../viewer.ts'
import { changeAccount } from './change-account.server.ts'
import { findMergedInto, findPerson } from './person-queries.server.ts'
import { signOutPerson } from './sign-out-person.server.ts'
import { viewPerson } from './view-person.server.ts'

const now = Date.UTC(2026, 2, 4, 12)
const MINUTE = 60_000

let places: Awaited<ReturnType<typeof insertSamplePlaces>>
let admin: Viewer
let local: Viewer
let supervisor: Viewer

beforeEach(async () => {
  await write(async (tx) => {
    await tx.delete(account)
    await tx.update(agency).set({ parentId: null })
    await tx.delete(agency)
    places = await insertSamplePlaces(tx)
  })
  admin = await makeViewer({ roles: [{ role: 'administrator', scopeKind: 'platform', scopeId: '' }] })
  const over = { scopeKind: 'agency', scopeId: places.cid.id } as const
  local = await makeViewer({ agencyId: places.cid.id, roles: [{ role: 'administrator', ...over }] })
  supervisor = await makeViewer({ agencyId: places.cid.id, roles: [{ role: 'supervisor', ...over }] })
})

const insert = (overrides: Parameters<typeof insertAccount>[0] = {}) =>
  write((tx) => insertAccount({ agencyId: places.lab.id, ...overrides }, tx))
const rowOf = async (accountId: string) => {
  const [row] = await reader.select().from(account).where(eq(account.id, accountId))
  return row
}
const change = (accountId: string, changes: Partial<Parameters<typeof changeAccount>[0]>, viewer = local) =>
  changeAccount({ viewer, accountId, ...changes, now })

describe('changing an account', () => {
  test('changes what is given, leaves the rest, and records which fields', async () => {
    const { id, email } = await insert({ email: 'old@police.example', emailVerifiedAt: now })
    const names = { displayName: 'Amina Odhiambo', username: 'Amina.O' }
    expect(await change(id, names)).toEqual({ status: 'changed', fields: ['username', 'displayName'] })
    expect(await rowOf(id)).toMatchObject({ ...names, usernameKey: 'amina.o', email, emailVerifiedAt: now })
    expect(await change(id, names)).toEqual({ status: 'changed', fields: [] })
    expect(await listActs(id)).toEqual([
      { action: 'account-changed', actorId: local.accountId, facts: { fields: ['username', 'displayName'] } },
    ])
  })

  test('to another address ends what was shown of the earlier one, and what was sent there', async () => {
    const { id } = await insert({ email: 'old@police.example', emailVerifiedAt: now })
    const token = (tokenHash: string, delivery: 'mail' | 'card') => ({
      tokenHash,
      kind: 'reset' as const,
      delivery,
      accountId: id,
      createdAt: now,
      expiresAt: now + MINUTE,
    })
    await write((tx) => tx.insert(accessToken).values([token('mailed', 'mail'), token('printed', 'card')]))
    expect(await change(id, { email: 'New@police.example' })).toEqual({ status: 'changed', fields: ['email'] })
    expect(await rowOf(id)).toMatchObject({
      email: 'New@police.example',
      emailKey: 'new@police.example',
      emailVerifiedAt: null,
    })
    const tokens = await reader
      .select({ hash: accessToken.tokenHash, usedAt: accessToken.usedAt })
      .from(accessToken)
      .orderBy(accessToken.tokenHash)
    expect(tokens).toEqual([
      { hash: 'mailed', usedAt: now },
      { hash: 'printed', usedAt: null },
    ])
    expect(await listActs(id)).toMatchObject([{ action: 'email-changed', facts: { verified: false } }])
    await change(id, { email: null })
    expect(await rowOf(id)).toMatchObject({ email: null, emailKey: null })
  })

  test('takes no name or address of another account', async () => {
    await insert({ username: 'taken', email: 'taken@police.example' })
    const { id } = await insert()
    expect(await change(id, { username: 'TAKEN' })).toEqual({ status: 'username-taken' })
    expect(await change(id, { email: 'Taken@police.example' })).toEqual({ status: 'email-taken' })
  })

  test('moves a person within reach, and neither out of it nor to nowhere', async () => {
    const { id } = await insert()
    expect((await change(id, { agencyId: places.cid.id })).status).toBe('changed')
    for (const agencyId of [places.police.id, places.navy.id, places.abroad.id, 'gone', null]) {
      expect(await change(id, { agencyId }), String(agencyId)).toEqual({ status: 'agency-unknown' })
    }
    expect(await change(id, { agencyId: null }, admin)).toEqual({ status: 'changed', fields: ['agencyId'] })
    expect(await listActs(id)).toMatchObject([
      { action: 'agency-moved', facts: { from: places.lab.id, to: places.cid.id } },
      { action: 'agency-moved', facts: { from: places.cid.id, to: null } },
    ])
  })

  test('is not for supervisors, nor for people out of reach, with a role beyond it, erased or merged', async () => {
    const beyond = { role: 'manager', scopeKind: 'platform', scopeId: '' } as const
    const { id } = await insert()
    await expect(change(id, { displayName: 'X' }, supervisor)).rejects.toThrow(NotFound)
    const others = [
      await insert({ agencyId: places.navy.id }),
      await insert({ agencyId: null }),
      await insert({ roles: [beyond] }),
      await insert({ roles: [{ ...beyond, startsAt: now + MINUTE }] }),
      await insert({ erasedAt: now }),
      await insert({ mergedIntoId: id }),
    ]
    for (const other of others) {
      await expect(change(other.id, { displayName: 'X' })).rejects.toThrow(NotFound)
      await expect(signOutPerson({ viewer: local, accountId: other.id, now })).rejects.toThrow(NotFound)
    }
    await expect(change('nobody', { displayName: 'X' }, admin)).rejects.toThrow(NotFound)
  })
})

test('signing somebody out ends every session of theirs, and is recorded', async () => {
  const { id } = await insert()
  const { setCookie } = await startSession({ accountId: id, secure: false, now: Date.now() })
  await signOutPerson({ viewer: local, accountId: id, now })
  expect((await findViewer({ cookieHeader: setCookie.split(';')[0] ?? '', secure: false })).viewer).toBeNull()
  expect(await listActs(id)).toEqual([{ action: 'signed-out', actorId: local.accountId, facts: { sessions: 'all' } }])
})

describe('the page of a person', () => {
  test('tells an administrator what is behind the account', async () => {
    const { id } = await insert({ email: 'a@police.example', password: 'three quiet rivers' })
    await startSession({ accountId: id, secure: false, now: Date.now() })
    await write((tx) =>
      tx.insert(totpCredential).values({ accountId: id, sealedSecret: 'x', createdAt: now, confirmedAt: now }),
    )
    expect(await findPerson({ viewer: local, accountId: id, now: Date.now() })).toMatchObject({
      rights: { administer: true, issueCard: true, grant: true },
      details: {
        email: 'a@police.example',
        emailVerifiedAt: null,
        hasPassword: true,
        sessions: 1,
        secondFactors: { totp: true, passkeys: 0 },
      },
    })
  })

  test('tells a supervisor no more than the list does', async () => {
    const { id } = await insert({ email: 'a@police.example' })
    const found = await findPerson({ viewer: supervisor, accountId: id, now })
    expect(found).toMatchObject({ details: null, rights: { administer: false, issueCard: true, grant: false } })
    expect(JSON.stringify(found)).not.toContain('police.example')
  })

  test('tells a local administrator no more of who holds a role beyond reach', async () => {
    const { id } = await insert({
      email: 'chief@police.example',
      roles: [{ role: 'administrator', scopeKind: 'platform', scopeId: '' }],
    })
    const found = await findPerson({ viewer: local, accountId: id, now })
    expect(found).toMatchObject({
      roles: ['administrator'],
      details: null,
      rights: { administer: false, issueCard: false, grant: false },
    })
  })

  test('names who gave a role only where the viewer finds them', async () => {
    const { id } = await insert({
      roles: [{ role: 'supervisor', scopeKind: 'agency', scopeId: places.lab.id, grantedBy: admin.accountId }],
    })
    const grantsFor = async (viewer: Viewer) =>
      (await findPerson({ viewer, accountId: id, now }))?.details?.grants.map(({ grantedBy }) => grantedBy)
    expect(await grantsFor(local)).toEqual([{ name: null }])
    expect(await grantsFor(admin)).toEqual([{ name: admin.displayName }])
  })

  test('is nobody’s whom the viewer does not reach, and leads from a merged account to the one that took over', async () => {
    const { id } = await insert({ agencyId: places.navy.id })
    const kept = await insert()
    const merged = await insert({ mergedIntoId: kept.id })
    const elsewhere = await insert({ mergedIntoId: id })
    const trainee = await makeViewer({ agencyId: places.cid.id })
    for (const viewer of [local, supervisor]) {
      for (const accountId of [id, admin.accountId, merged.id, 'nobody']) {
        expect(await findPerson({ viewer, accountId, now })).toBeNull()
      }
      expect(await findMergedInto({ viewer, accountId: merged.id })).toBe(kept.id)
      expect(await findMergedInto({ viewer, accountId: elsewhere.id })).toBeNull()
      expect(await findMergedInto({ viewer, accountId: 'nobody' })).toBeNull()
    }
    expect(await findPerson({ viewer: trainee, accountId: kept.id, now })).toBeNull()
    expect(await findPerson({ viewer: trainee, accountId: trainee.accountId, now })).toBeNull()
  })

  test('is recorded when it is seen, once in a quarter of an hour for each who looks', async () => {
    const { id } = await insert()
    const look = (viewer: Viewer, after: number) => viewPerson({ viewer, accountId: id, now: now + after })
    await look(local, 0)
    await Promise.all([look(local, MINUTE), look(local, 14 * MINUTE)])
    await look(supervisor, MINUTE)
    await look(local, 16 * MINUTE)
    expect((await listActs(id)).map(({ action, actorId }) => [action, actorId])).toEqual([
      ['person-viewed', local.accountId],
      ['person-viewed', supervisor.accountId],
      ['person-viewed', local.accountId],
    ])
    await viewPerson({ viewer: local, accountId: local.accountId, now })
    await viewPerson({ viewer: local, accountId: admin.accountId, now })
    expect(await listActs(local.accountId)).toEqual([])
    expect(await listActs(admin.accountId)).toEqual([])
  })
})
