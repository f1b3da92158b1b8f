import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { stopErasure } from '#app/identity/erasure/stop-erasure.server.ts'
import { changeSettings } from '#app/identity/settings/change-settings.server.ts'
import { startSession } from '#app/identity/sign-in/sessions.server.ts'
import type { Grant, Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { account, roleGrant } from '#db/schema/identity.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { enforceRetention } from './enforce-retention.server.ts'

const now = Date.UTC(2027, 4, 31, 12)
const DAY = 86_400_000
const longAgo = Date.UTC(2026, 10, 1)
const administrator: Grant = { role: 'administrator', scopeKind: 'platform', scopeId: '' }

let viewer: Viewer

async function makePerson(overrides: Parameters<typeof insertAccount>[0] = {}): Promise<string> {
  return (await write((tx) => insertAccount({ lastActiveAt: now, ...overrides }, tx))).id
}

async function stateOf(id: string) {
  const columns = { dueAt: account.erasureDueAt, reason: account.erasureReason, erasedAt: account.erasedAt }
  const [found] = await reader.select(columns).from(account).where(eq(account.id, id))
  return found
}

const keepAfter = (inactiveMonths: number) => changeSettings({ viewer, settings: { inactiveMonths }, now })
const untouched = { dueAt: null, reason: null, erasedAt: null }

beforeAll(async () => {
  const id = await makePerson({ roles: [administrator] })
  viewer = { accountId: id, username: 'a', displayName: 'A', locale: null, grants: [administrator] }
})

describe('accounts that nobody uses', () => {
  beforeEach(() => keepAfter(6))

  test('are announced 30 days before, once, and then erased', async () => {
    const id = await makePerson({ lastActiveAt: longAgo })
    const neverCame = await makePerson({ lastActiveAt: null, createdAt: longAgo })
    expect(await enforceRetention({ now })).toMatchObject({ announced: 2, erased: 0 })
    expect(await stateOf(id)).toEqual({ dueAt: now + 30 * DAY, reason: 'inactive', erasedAt: null })
    expect(await enforceRetention({ now: now + DAY })).toMatchObject({ announced: 0, erased: 0 })
    expect(await stateOf(id)).toMatchObject({ dueAt: now + 30 * DAY })
    expect(await enforceRetention({ now: now + 30 * DAY })).toMatchObject({ erased: 2 })
    expect(await stateOf(id)).toEqual({ dueAt: null, reason: null, erasedAt: now + 30 * DAY })
    expect(await stateOf(neverCame)).toMatchObject({ erasedAt: now + 30 * DAY })
    expect(await enforceRetention({ now: now + 31 * DAY })).toMatchObject({ announced: 0, erased: 0 })
  })

  test('are left alone where the setting says never, and one that was announced before is kept', async () => {
    const announced = await makePerson({ lastActiveAt: longAgo, erasureDueAt: now, erasureReason: 'inactive' })
    const id = await makePerson({ lastActiveAt: longAgo })
    await keepAfter(0)
    expect(await enforceRetention({ now })).toMatchObject({ announced: 0, erased: 0, kept: 1 })
    expect([await stateOf(id), await stateOf(announced)]).toEqual([untouched, untouched])
  })

  test.each<[string, Parameters<typeof insertAccount>[0]]>([
    ['who came lately', { lastActiveAt: Date.UTC(2026, 11, 1) }],
    ['who is new and did not come yet', { lastActiveAt: null, createdAt: now - DAY }],
    ['who holds a role', { lastActiveAt: longAgo, roles: [{ role: 'manager', scopeKind: 'country', scopeId: 'KE' }] }],
    ['who administers', { lastActiveAt: longAgo, roles: [administrator] }],
    ['what was merged into another account', { lastActiveAt: longAgo, mergedIntoId: 'self' }],
  ])('do not include %s', async (_, { mergedIntoId, ...overrides }) => {
    const id = await makePerson(overrides)
    if (mergedIntoId) {
      await write(async (tx) => {
        await tx.update(account).set({ mergedIntoId: id }).where(eq(account.id, id))
      })
    }
    await enforceRetention({ now })
    expect(await stateOf(id)).toEqual(untouched)
  })

  test('are kept by a visit, by a role given meanwhile, and by an administrator', async () => {
    const announce = () => makePerson({ lastActiveAt: longAgo, erasureDueAt: now + DAY, erasureReason: 'inactive' })
    const [visited, given, stopped, left] = [await announce(), await announce(), await announce(), await announce()]
    await startSession({ accountId: visited, secure: false, now })
    await write(async (tx) => {
      await tx.insert(roleGrant).values({
        id: newId(),
        accountId: given,
        role: 'supervisor',
        scopeKind: 'country',
        scopeId: 'KE',
        grantedAt: now,
      })
    })
    await stopErasure({ viewer, accountId: stopped, now })
    await enforceRetention({ now: now + 2 * DAY })
    expect([await stateOf(visited), await stateOf(given), await stateOf(stopped)]).toEqual([
      untouched,
      untouched,
      untouched,
    ])
    expect(await stateOf(left)).toMatchObject({ erasedAt: now + 2 * DAY })
    // Half a year later the record of the administrator's choice is as old as the visit was.
    await enforceRetention({ now: now + 200 * DAY })
    expect(await stateOf(stopped)).toMatchObject({ reason: 'inactive' })
  })
})

test('the only administrator whose day has come waits, and holds nobody else up', async () => {
  const due = { erasureDueAt: now - 1000, erasureReason: 'asked' } as const
  await write(async (tx) => {
    await tx
      .update(account)
      .set({ suspendedAt: null, ...due })
      .where(eq(account.id, viewer.accountId))
    const others = await tx.select({ id: account.id }).from(account)
    for (const { id } of others.filter((one) => one.id !== viewer.accountId)) {
      await tx.update(account).set({ suspendedAt: now }).where(eq(account.id, id))
    }
  })
  const ids = []
  for (let made = 0; made < 120; made += 1) ids.push(await makePerson({ ...due, erasureDueAt: now - 500 }))
  expect(await enforceRetention({ now })).toMatchObject({ waiting: 1, erased: 120 })
  expect(await stateOf(viewer.accountId)).toMatchObject({ erasedAt: null })
  expect(await stateOf(ids[119] ?? '')).toMatchObject({ erasedAt: now })
})
