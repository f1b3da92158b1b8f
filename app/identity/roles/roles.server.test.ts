import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { BrokenRule, Forbidden, NotFound } from '#app/errors.ts'
import { findPerson } from '#app/identity/accounts/person-queries.server.ts'
import { restoreAccount } from '#app/identity/accounts/restore-account.server.ts'
import { suspendAccount } from '#app/identity/accounts/suspend-account.server.ts'
import { findViewer, startSession } from '#app/identity/sign-in/sessions.server.ts'
import type { Grant, Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { listActs } from '#db/seed/audit.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertSamplePlaces } from '#db/seed/places.ts'
import { administratorExists, lastingAdministratorExists } from './administrators.server.ts'
import { grantRole } from './grant-role.server.ts'
import { withdrawRole } from './withdraw-role.server.ts'

const now = Date.UTC(2026, 2, 4)
const DAY = 24 * 60 * 60 * 1000
const platform = { scopeKind: 'platform', scopeId: '' } as const
const administrator: Grant = { role: 'administrator', ...platform }
const managerOfA: Grant = { role: 'manager', scopeKind: 'programme', scopeId: 'a' }

type Overrides = Parameters<typeof insertAccount>[0]

async function personAt(agencyId: string | null, ...roles: NonNullable<Overrides['roles']>[number][]): Promise<Viewer> {
  const { id, username, displayName, locale } = await write((tx) => insertAccount({ roles, agencyId }, tx))
  return { accountId: id, username, displayName, locale, grants: roles }
}
const person = (...roles: NonNullable<Overrides['roles']>[number][]) => personAt(null, ...roles)

let admin: Viewer
let places: Awaited<ReturnType<typeof insertSamplePlaces>>

beforeEach(async () => {
  await write(async (tx) => {
    await tx.delete(account)
    await tx.update(agency).set({ parentId: null })
    await tx.delete(agency)
    places = await insertSamplePlaces(tx)
  })
  admin = await person(administrator)
})

const grantsOf = (accountId: string) => reader.select().from(roleGrant).where(eq(roleGrant.accountId, accountId))
const firstGrant = async (viewer: Viewer) => (await grantsOf(viewer.accountId))[0]?.id ?? ''

describe('a role', () => {
  test('is given once, with who gave it and when', async () => {
    const { accountId } = await person()
    const give = () => grantRole({ viewer: admin, accountId, grant: managerOfA, now })
    expect(await give()).toEqual({ status: 'granted' })
    expect(await give()).toEqual({ status: 'already-held' })
    expect(await grantsOf(accountId)).toMatchObject([
      { ...managerOfA, source: 'person', grantedBy: admin.accountId, grantedAt: now, startsAt: 0, endedAt: null },
    ])
    expect(await listActs(accountId)).toEqual([
      {
        action: 'role-granted',
        actorId: admin.accountId,
        facts: { ...managerOfA, startsAt: 0, expiresAt: null, source: 'person' },
      },
    ])
  })

  test('that is withdrawn stays on record with who took it away, and can be given again', async () => {
    const { accountId } = await person()
    await grantRole({ viewer: admin, accountId, grant: managerOfA, now })
    const [held] = await grantsOf(accountId)
    const withdraw = () => withdrawRole({ viewer: admin, accountId, grantId: held?.id ?? '', now: now + 1 })
    expect(await withdraw()).toEqual({ status: 'withdrawn' })
    await expect(withdraw()).rejects.toThrow(NotFound)
    await grantRole({ viewer: admin, accountId, grant: managerOfA, now: now + 2 })
    const found = await findPerson({ viewer: admin, accountId, now: now + 3 })
    expect(found?.details?.grants).toMatchObject([
      { ...managerOfA, state: 'in-force', grantedAt: now + 2, endedAt: null, grantedBy: { name: admin.displayName } },
      { ...managerOfA, state: 'over', grantedAt: now, endedAt: now + 1, endedBy: { name: admin.displayName } },
    ])
    expect((await listActs(accountId)).map(({ action }) => action)).toEqual([
      'role-granted',
      'role-withdrawn',
      'role-granted',
    ])
  })

  test('is in force at the next request of an open session, and no longer once withdrawn', async () => {
    const { accountId } = await person()
    const { setCookie } = await startSession({ accountId, secure: false, now: Date.now() })
    const grants = async () =>
      (await findViewer({ cookieHeader: setCookie.split(';')[0] ?? '', secure: false })).viewer?.grants
    await grantRole({ viewer: admin, accountId, grant: managerOfA, now })
    expect(await grants()).toEqual([managerOfA])
    const [held] = await grantsOf(accountId)
    await withdrawRole({ viewer: admin, accountId, grantId: held?.id ?? '', now })
    expect(await grants()).toEqual([])
  })

  test('counts from its first day on and runs out by itself, at the next request of an open session', async () => {
    const { accountId } = await person()
    const { setCookie } = await startSession({ accountId, secure: false, now: Date.now() })
    const grants = async () =>
      (await findViewer({ cookieHeader: setCookie.split(';')[0] ?? '', secure: false })).viewer?.grants
    const give = (startsAt: number, expiresAt: number) =>
      grantRole({ viewer: admin, accountId, grant: managerOfA, startsAt, expiresAt, now: Date.now() })
    await give(Date.now() + DAY, Date.now() + 2 * DAY)
    expect(await grants()).toEqual([])
    await write((tx) =>
      tx
        .update(roleGrant)
        .set({ startsAt: Date.now() - 1 })
        .where(eq(roleGrant.accountId, accountId)),
    )
    expect(await grants()).toEqual([managerOfA])
    await write((tx) => tx.update(roleGrant).set({ expiresAt: Date.now() }).where(eq(roleGrant.accountId, accountId)))
    expect(await grants()).toEqual([])
  })

  test('may follow itself, but not be held twice on one day', async () => {
    const { accountId } = await person()
    const give = async (startsAt: number, expiresAt: number | null) =>
      (await grantRole({ viewer: admin, accountId, grant: managerOfA, startsAt, expiresAt, now })).status
    expect(await give(0, now + 10 * DAY)).toBe('granted')
    expect(await give(now + 9 * DAY, null)).toBe('already-held')
    expect(await give(now + 10 * DAY, now + 12 * DAY)).toBe('granted')
    expect(await give(now + 12 * DAY, null)).toBe('granted')
    expect(await give(now + 20 * DAY, now + 30 * DAY)).toBe('already-held')
  })

  test('that is still to begin can be withdrawn before it does', async () => {
    const { accountId } = await person()
    await grantRole({ viewer: admin, accountId, grant: managerOfA, startsAt: now + DAY, now })
    const [upcoming] = await grantsOf(accountId)
    const asked = { viewer: admin, accountId, grantId: upcoming?.id ?? '', now }
    expect(await withdrawRole(asked)).toEqual({ status: 'withdrawn' })
    expect(await grantsOf(accountId)).toMatchObject([{ endedAt: now, endedBy: admin.accountId }])
  })

  test('of one account is not withdrawn through the page of another', async () => {
    const { accountId } = await person()
    const other = await person(managerOfA)
    const grantId = await firstGrant(other)
    await expect(withdrawRole({ viewer: admin, accountId, grantId, now })).rejects.toThrow(NotFound)
  })

  test.each<[string, Grant]>([
    ['an administrator of one course', { role: 'administrator', scopeKind: 'course', scopeId: 'a' }],
    ['an instructor of a programme', { role: 'instructor', scopeKind: 'programme', scopeId: 'a' }],
    ['a manager of a course', { role: 'manager', scopeKind: 'course', scopeId: 'a' }],
    ['an instructor of a course without an id', { role: 'instructor', scopeKind: 'course', scopeId: '' }],
    ['a manager of a platform with an id', { role: 'manager', scopeKind: 'platform', scopeId: 'a' }],
  ])('cannot make %s', async (_, grant) => {
    const { accountId } = await person()
    await expect(grantRole({ viewer: admin, accountId, grant, now })).rejects.toThrow(BrokenRule)
  })

  test.each<[string, Grant]>([
    ['a country that is none', { role: 'supervisor', scopeKind: 'country', scopeId: 'XX' }],
    ['an agency that is none', { role: 'supervisor', scopeKind: 'agency', scopeId: 'gone' }],
  ])('cannot be held over %s', async (_, grant) => {
    const { accountId } = await person()
    await expect(grantRole({ viewer: admin, accountId, grant, now })).rejects.toThrow(NotFound)
  })

  test('cannot be given to nobody, to an account that was erased or merged, or to oneself', async () => {
    const give = (accountId: string) => grantRole({ viewer: admin, accountId, grant: managerOfA, now })
    const erased = await write((tx) => insertAccount({ erasedAt: now }, tx))
    const merged = await write((tx) => insertAccount({ mergedIntoId: admin.accountId }, tx))
    for (const accountId of ['nobody', erased.id, merged.id]) await expect(give(accountId)).rejects.toThrow(NotFound)
    await expect(give(admin.accountId)).rejects.toThrow(BrokenRule)
  })
})

describe('an administrator of an agency', () => {
  const local = () => personAt(places.cid.id, { role: 'administrator', scopeKind: 'agency', scopeId: places.cid.id })
  const supervisorOf = (scopeId: string): Grant => ({ role: 'supervisor', scopeKind: 'agency', scopeId })

  test('gives and withdraws roles over it and below it, to people who work there', async () => {
    const viewer = await local()
    const { accountId } = await personAt(places.lab.id)
    for (const { id } of [places.cid, places.lab]) {
      expect(await grantRole({ viewer, accountId, grant: supervisorOf(id), now })).toEqual({ status: 'granted' })
    }
    for (const { id } of await grantsOf(accountId)) {
      expect(await withdrawRole({ viewer, accountId, grantId: id, now })).toEqual({ status: 'withdrawn' })
    }
  })

  test('gives no role over anything else', async () => {
    const viewer = await local()
    const { accountId } = await personAt(places.lab.id)
    const beyond: Grant[] = [
      supervisorOf(places.police.id),
      supervisorOf(places.navy.id),
      supervisorOf(places.abroad.id),
      { role: 'supervisor', scopeKind: 'country', scopeId: 'KE' },
      { role: 'manager', scopeKind: 'cohort', scopeId: 'a' },
      { role: 'instructor', scopeKind: 'course', scopeId: 'a' },
      managerOfA,
      administrator,
    ]
    for (const grant of beyond) {
      await expect(grantRole({ viewer, accountId, grant, now }), JSON.stringify(grant)).rejects.toThrow(NotFound)
    }
    expect(await grantsOf(accountId)).toEqual([])
    expect(await listActs(accountId)).toEqual([])
  })

  test('does not know people beside, above or abroad, nor who there holds a role beyond reach, now or soon', async () => {
    const viewer = await local()
    const others = await Promise.all([
      personAt(places.police.id),
      personAt(places.navy.id),
      personAt(places.abroad.id),
      personAt(null),
      personAt(places.lab.id, administrator),
      personAt(places.lab.id, { ...managerOfA, startsAt: now + DAY }),
    ])
    for (const { accountId } of others) {
      await expect(grantRole({ viewer, accountId, grant: supervisorOf(places.lab.id), now })).rejects.toThrow(NotFound)
      await expect(suspendAccount({ viewer, accountId, now })).rejects.toThrow(NotFound)
      await expect(restoreAccount({ viewer, accountId, now })).rejects.toThrow(NotFound)
    }
    const [chief] = others.slice(4)
    const grantId = await firstGrant(chief as Viewer)
    await expect(withdrawRole({ viewer, accountId: chief?.accountId ?? '', grantId, now })).rejects.toThrow(NotFound)
  })

  test('administers who held a role beyond reach that ran out', async () => {
    const viewer = await local()
    const { accountId } = await personAt(places.lab.id, { ...managerOfA, expiresAt: now })
    expect(await suspendAccount({ viewer, accountId, now })).toEqual({ status: 'suspended' })
  })
})

describe('only administrators', () => {
  test.each<[string, (viewer: Viewer, accountId: string) => Promise<unknown>]>([
    ['give roles', (viewer, accountId) => grantRole({ viewer, accountId, grant: administrator, now })],
    ['withdraw roles', (viewer, accountId) => withdrawRole({ viewer, accountId, grantId: 'x', now })],
    ['suspend', (viewer, accountId) => suspendAccount({ viewer, accountId, now })],
    ['restore', (viewer, accountId) => restoreAccount({ viewer, accountId, now })],
  ])('%s', async (_, act) => {
    const others = [
      await person({ role: 'manager', ...platform }, { role: 'instructor', ...platform }),
      await person({ role: 'supervisor', scopeKind: 'country', scopeId: 'KE' }),
    ]
    for (const viewer of others) {
      await expect(act(viewer, viewer.accountId)).rejects.toThrow(Forbidden)
      await expect(act(viewer, admin.accountId)).rejects.toThrow(Forbidden)
    }
  })
})

describe('the last administrator', () => {
  test('keeps the role and the account', async () => {
    const { accountId } = admin
    const grantId = await firstGrant(admin)
    expect(await withdrawRole({ viewer: admin, accountId, grantId, now })).toEqual({ status: 'last-administrator' })
    expect(await suspendAccount({ viewer: admin, accountId, now })).toEqual({ status: 'last-administrator' })
    expect(await grantsOf(accountId)).toMatchObject([{ endedAt: null }])
    expect(await listActs(accountId)).toEqual([])
  })

  test('is the last although others are suspended or lost the role', async () => {
    const second = await person(administrator)
    const third = await person(administrator)
    await suspendAccount({ viewer: admin, accountId: second.accountId, now })
    await withdrawRole({ viewer: admin, accountId: third.accountId, grantId: await firstGrant(third), now })
    const { accountId } = admin
    expect((await suspendAccount({ viewer: admin, accountId, now })).status).toBe('last-administrator')
  })

  test('is the last although others hold the role for a time, not yet, over a place, or will be erased', async () => {
    await person({ ...administrator, expiresAt: now + DAY })
    await person({ ...administrator, startsAt: now + DAY })
    await person({ role: 'administrator', scopeKind: 'country', scopeId: 'KE' })
    await write((tx) => insertAccount({ roles: [administrator], erasureDueAt: now + DAY }, tx))
    const { accountId } = admin
    expect((await suspendAccount({ viewer: admin, accountId, now })).status).toBe('last-administrator')
    const grantId = await firstGrant(admin)
    expect((await withdrawRole({ viewer: admin, accountId, grantId, now })).status).toBe('last-administrator')
  })

  test('gives back a second grant of the role that has an end', async () => {
    const { accountId } = admin
    await write((tx) =>
      tx.insert(roleGrant).values({ id: 'second', accountId, ...administrator, grantedAt: now, expiresAt: now + DAY }),
    )
    expect(await withdrawRole({ viewer: admin, accountId, grantId: 'second', now })).toEqual({ status: 'withdrawn' })
  })

  test('is nobody in a role over a country, which may be withdrawn from its only holder', async () => {
    const local = await person({ role: 'administrator', scopeKind: 'country', scopeId: 'KE' })
    const asked = { viewer: admin, accountId: local.accountId, grantId: await firstGrant(local), now }
    expect(await withdrawRole(asked)).toEqual({ status: 'withdrawn' })
  })

  test('of two who resign at once stays', async () => {
    const second = await person(administrator)
    const resign = async (viewer: Viewer) =>
      withdrawRole({ viewer, accountId: viewer.accountId, grantId: await firstGrant(viewer), now })
    const results = await Promise.all([resign(admin), resign(second)])
    expect(results.map(({ status }) => status).sort()).toEqual(['last-administrator', 'withdrawn'])
  })

  test('for a time keeps the setup link shut, although nobody lasting is left', async () => {
    await write((tx) => tx.update(roleGrant).set({ expiresAt: now + DAY }))
    expect(await administratorExists({ now }, reader)).toBe(true)
    expect(await lastingAdministratorExists({ now }, reader)).toBe(false)
    expect(await administratorExists({ now: now + DAY }, reader)).toBe(false)
  })
})

describe('a suspended account', () => {
  test('is signed out, keeps its roles, and comes back with them', async () => {
    const { accountId } = await person(managerOfA)
    const { setCookie } = await startSession({ accountId, secure: false, now: Date.now() })
    expect(await suspendAccount({ viewer: admin, accountId, now })).toEqual({ status: 'suspended' })
    expect(await suspendAccount({ viewer: admin, accountId, now })).toEqual({ status: 'suspended' })
    const asked = { cookieHeader: setCookie.split(';')[0] ?? '', secure: false }
    expect((await findViewer(asked)).viewer).toBeNull()
    await restoreAccount({ viewer: admin, accountId, now })
    await restoreAccount({ viewer: admin, accountId, now })
    expect((await findViewer(asked)).viewer).toBeNull()
    const found = await findPerson({ viewer: admin, accountId, now })
    expect(found).toMatchObject({ suspendedAt: null, details: { grants: [managerOfA] } })
    expect((await listActs(accountId)).map(({ action }) => action)).toEqual(['account-suspended', 'account-restored'])
  })

  test('that was erased or merged into another is not restored', async () => {
    const erased = await write((tx) => insertAccount({ suspendedAt: now, erasedAt: now }, tx))
    const merged = await write((tx) => insertAccount({ suspendedAt: now, mergedIntoId: admin.accountId }, tx))
    for (const { id } of [erased, merged]) {
      await expect(restoreAccount({ viewer: admin, accountId: id, now })).rejects.toThrow(NotFound)
      const [row] = await reader.select({ at: account.suspendedAt }).from(account).where(eq(account.id, id))
      expect(row?.at).toBe(now)
    }
  })
})
