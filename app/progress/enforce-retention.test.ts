import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { stopErasure } from '#app/identity/erasure/stop-erasure.server.ts'
import { changeSettings } from '#app/identity/settings/change-settings.server.ts'
import { startSession } from '#app/identity/sign-in/sessions.server.ts'
import type { Grant, Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { accessToken, signInFailure, signInStep } from '#db/schema/credentials.ts'
import { account, session } from '#db/schema/identity.ts'
import { mailMessage } from '#db/schema/mail.ts'
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
      const { roleGrant } = await import('#db/schema/identity.ts')
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

describe('what has done its work', () => {
  test('is deleted, and what may still be needed is not', async () => {
    const accountId = await makePerson()
    const token = (tokenHash: string, expiresAt: number, usedAt: number | null) => ({
      tokenHash,
      kind: 'reset' as const,
      delivery: 'card' as const,
      accountId,
      createdAt: longAgo,
      expiresAt,
      usedAt,
    })
    const mail = (id: string, times: { sentAt?: number; givenUpAt?: number; nextAttemptAt?: number }) => ({
      id,
      sealed: '',
      createdAt: longAgo,
      ...times,
    })
    await write(async (tx) => {
      await tx
        .insert(accessToken)
        .values([
          token('ran out', now - 31 * DAY, null),
          token('used', now + DAY, now - 31 * DAY),
          token('used lately', now + DAY, now - 2 * DAY),
          token('works', now + DAY, null),
        ])
      const step = { kind: 'second-factor' as const, state: '{}', createdAt: longAgo }
      await tx.insert(signInStep).values([
        { idHash: 'over', expiresAt: now, ...step },
        { idHash: 'waits', expiresAt: now + 1, ...step },
      ])
      await tx.insert(signInFailure).values([
        { key: 'over', count: 1, windowStartedAt: now - DAY, retryAt: 0 },
        { key: 'counts', count: 1, windowStartedAt: now - 1000, retryAt: 0 },
        { key: 'still waits', count: 9, windowStartedAt: now - DAY, retryAt: now + 1 },
      ])
      await tx.insert(session).values({ idHash: 'over', accountId, createdAt: longAgo, expiresAt: now })
      await tx
        .insert(mailMessage)
        .values([
          mail('sent', { sentAt: now - 31 * DAY }),
          mail('given up', { givenUpAt: now - 31 * DAY }),
          mail('sent lately', { sentAt: now - DAY }),
          mail('waits', { nextAttemptAt: now - 40 * DAY }),
        ])
    })
    expect(await enforceRetention({ now })).toMatchObject({ forgotten: 7 })
    const left = [
      ...(await reader.select({ key: accessToken.tokenHash }).from(accessToken)),
      ...(await reader.select({ key: signInStep.idHash }).from(signInStep)),
      ...(await reader.select({ key: signInFailure.key }).from(signInFailure)),
      ...(await reader.select({ key: mailMessage.id }).from(mailMessage)),
    ]
    const kept = ['counts', 'sent lately', 'still waits', 'used lately', 'waits', 'waits', 'works']
    expect(left.map(({ key }) => key).sort()).toEqual(kept)
    expect(await enforceRetention({ now })).toMatchObject({ forgotten: 0 })
  })

  test('goes in pieces: more than one change takes', async () => {
    await write(async (tx) => {
      const rows = Array.from({ length: 1201 }, (_, index) => ({
        key: `old ${index}`,
        count: 1,
        windowStartedAt: longAgo,
        retryAt: 0,
      }))
      await tx.insert(signInFailure).values(rows)
    })
    expect(await enforceRetention({ now })).toMatchObject({ forgotten: 1201 })
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
