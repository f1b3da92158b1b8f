import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { BrokenRule, Forbidden, NotFound } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { account, roleGrant } from '#db/schema/identity.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { findAccount } from '#app/identity/accounts/account-queries.server.ts'
import { grantRole } from './grant-role.server.ts'
import { restoreAccount } from '#app/identity/accounts/restore-account.server.ts'
import { grantValue, parseGrant } from './role-grant.ts'
import { findViewer, startSession } from '#app/identity/sign-in/sessions.server.ts'
import { suspendAccount } from '#app/identity/accounts/suspend-account.server.ts'
import type { Grant, Viewer } from '#app/identity/viewer.ts'
import { withdrawRole } from './withdraw-role.server.ts'

const now = Date.UTC(2026, 2, 4)
const platform = { scopeKind: 'platform', scopeId: '' } as const
const administrator: Grant = { role: 'administrator', ...platform }
const managerOfA: Grant = { role: 'manager', scopeKind: 'programme', scopeId: 'a' }

async function person(...roles: Grant[]): Promise<Viewer> {
  const { id, username, displayName, locale } = await write((tx) => insertAccount({ roles }, tx))
  return { accountId: id, username, displayName, locale, grants: roles }
}

let admin: Viewer

beforeEach(async () => {
  await write(async (tx) => {
    await tx.delete(account)
  })
  admin = await person(administrator)
})

const grantsOf = (accountId: string) => reader.select().from(roleGrant).where(eq(roleGrant.accountId, accountId))
const adminGrant = async (viewer: Viewer) => (await grantsOf(viewer.accountId))[0]?.id ?? ''

describe('a role', () => {
  test('is given once, with who gave it and when', async () => {
    const { accountId } = await person()
    const give = () => grantRole({ viewer: admin, accountId, grant: managerOfA, now })
    expect(await give()).toEqual({ status: 'granted' })
    expect(await give()).toEqual({ status: 'already-held' })
    expect(await grantsOf(accountId)).toMatchObject([
      { ...managerOfA, grantedBy: admin.accountId, grantedAt: now, endedAt: null },
    ])
  })

  test('that is withdrawn stays on record, and can be given again', async () => {
    const { accountId } = await person()
    await grantRole({ viewer: admin, accountId, grant: managerOfA, now })
    const [held] = await grantsOf(accountId)
    const withdraw = () => withdrawRole({ viewer: admin, accountId, grantId: held?.id ?? '', now: now + 1 })
    expect(await withdraw()).toEqual({ status: 'withdrawn' })
    await expect(withdraw()).rejects.toThrow(NotFound)
    await grantRole({ viewer: admin, accountId, grant: managerOfA, now: now + 2 })
    expect(await findAccount({ viewer: admin, accountId })).toMatchObject({
      grants: [{ ...managerOfA, grantedAt: now + 2, endedAt: null }],
      past: [{ ...managerOfA, grantedAt: now, endedAt: now + 1 }],
    })
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

  test('of one account is not withdrawn through the page of another', async () => {
    const { accountId } = await person()
    const other = await person(managerOfA)
    const [held] = await grantsOf(other.accountId)
    await expect(withdrawRole({ viewer: admin, accountId, grantId: held?.id ?? '', now })).rejects.toThrow(NotFound)
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
    expect(parseGrant(grantValue(grant))).toBeNull()
  })

  test('cannot be given to nobody', async () => {
    const give = grantRole({ viewer: admin, accountId: 'nobody', grant: managerOfA, now })
    await expect(give).rejects.toThrow(NotFound)
  })
})

test.each<Grant>([administrator, managerOfA, { role: 'instructor', scopeKind: 'course', scopeId: 'with:colon' }])(
  'the grant %j survives the form',
  (grant) => {
    expect(parseGrant(grantValue(grant))).toEqual(grant)
  },
)

test.each([
  '',
  'administrator',
  'owner:platform:',
  'instructor:country:KE',
  '__proto__:platform:',
  'manager:programme:',
])('no grant is read from %j', (value) => {
  expect(parseGrant(value)).toBeNull()
})

describe('only administrators', () => {
  test.each<[string, (viewer: Viewer, accountId: string) => Promise<unknown>]>([
    ['give roles', (viewer, accountId) => grantRole({ viewer, accountId, grant: administrator, now })],
    ['withdraw roles', (viewer, accountId) => withdrawRole({ viewer, accountId, grantId: 'x', now })],
    ['suspend', (viewer, accountId) => suspendAccount({ viewer, accountId, now })],
    ['restore', (viewer, accountId) => restoreAccount({ viewer, accountId })],
  ])('%s', async (_, act) => {
    const manager = await person({ role: 'manager', ...platform }, { role: 'instructor', ...platform })
    await expect(act(manager, manager.accountId)).rejects.toThrow(Forbidden)
    await expect(act(manager, admin.accountId)).rejects.toThrow(Forbidden)
  })
})

describe('the last administrator', () => {
  test('keeps the role and the account', async () => {
    const { accountId } = admin
    const grantId = await adminGrant(admin)
    expect(await withdrawRole({ viewer: admin, accountId, grantId, now })).toEqual({ status: 'last-administrator' })
    expect(await suspendAccount({ viewer: admin, accountId, now })).toEqual({ status: 'last-administrator' })
    expect(await grantsOf(accountId)).toMatchObject([{ endedAt: null }])
  })

  test('is the last although others are suspended or lost the role', async () => {
    const second = await person(administrator)
    const third = await person(administrator)
    await suspendAccount({ viewer: admin, accountId: second.accountId, now })
    await withdrawRole({ viewer: admin, accountId: third.accountId, grantId: await adminGrant(third), now })
    const { accountId } = admin
    expect((await suspendAccount({ viewer: admin, accountId, now })).status).toBe('last-administrator')
  })

  test('of two who resign at once stays', async () => {
    const second = await person(administrator)
    const resign = async (viewer: Viewer) =>
      withdrawRole({ viewer, accountId: viewer.accountId, grantId: await adminGrant(viewer), now })
    const results = await Promise.all([resign(admin), resign(second)])
    expect(results.map(({ status }) => status).sort()).toEqual(['last-administrator', 'withdrawn'])
  })
})

test('a suspended account is signed out, keeps its roles, and comes back with them', async () => {
  const { accountId } = await person(managerOfA)
  const { setCookie } = await startSession({ accountId, secure: false, now: Date.now() })
  expect(await suspendAccount({ viewer: admin, accountId, now })).toEqual({ status: 'suspended' })
  const asked = { cookieHeader: setCookie.split(';')[0] ?? '', secure: false }
  expect((await findViewer(asked)).viewer).toBeNull()
  await restoreAccount({ viewer: admin, accountId })
  expect((await findViewer(asked)).viewer).toBeNull()
  expect(await findAccount({ viewer: admin, accountId })).toMatchObject({ suspendedAt: null, grants: [managerOfA] })
})
