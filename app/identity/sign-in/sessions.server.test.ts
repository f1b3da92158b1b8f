import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { account, roleGrant, session } from '#db/schema/identity.ts'
import { platformSetting } from '#db/schema/platform.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { endAllSessions, endOneSession } from './end-sessions.server.ts'
import { listSessions } from './session-queries.server.ts'
import { confirmSession, endSession, findViewer, startSession } from './sessions.server.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const start = Date.UTC(2026, 2, 4)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

async function signedIn({ secure = false } = {}) {
  const { id } = await write((tx) => insertAccount({}, tx))
  const { setCookie } = await startSession({ accountId: id, secure, now: Date.now() })
  const cookieHeader = setCookie.split(';')[0] ?? ''
  return { accountId: id, setCookie, cookieHeader, secret: cookieHeader.split('=')[1] ?? '' }
}

const rowsOf = (accountId: string) => reader.select().from(session).where(eq(session.accountId, accountId))
const viewerOf = async (cookieHeader: string, secure = false) => (await findViewer({ cookieHeader, secure })).viewer

describe('a session', () => {
  test('finds its person, with the roles in force, in one query', async () => {
    const roles = [{ role: 'instructor', scopeKind: 'course', scopeId: 'evidence' }] as const
    const person = await write((tx) => insertAccount({ displayName: 'Amina Odhiambo', locale: 'en', roles }, tx))
    const { setCookie } = await startSession({ accountId: person.id, secure: false, now: start })
    const count = { queries: 0 }
    const found = await countingQueries(count, () =>
      findViewer({ cookieHeader: `flash=x; ${setCookie.split(';')[0]}; other=y`, secure: false }),
    )
    expect(found).toEqual({
      viewer: {
        accountId: person.id,
        username: person.username,
        displayName: 'Amina Odhiambo',
        locale: 'en',
        grants: roles,
        withheld: [],
        erasureDueAt: null,
      },
      session: {
        handle: (await rowsOf(person.id))[0]?.idHash,
        kind: 'own',
        authenticatedAt: start,
        secondFactorAt: null,
      },
      setCookie: null,
    })
    expect(count.queries).toBe(1)
  })

  test('is stored as a hash: what the table holds does not sign anybody in', async () => {
    const { accountId, secret } = await signedIn()
    const [row] = await rowsOf(accountId)
    expect(secret).toMatch(/^[a-z2-7]{40}$/)
    expect(JSON.stringify(row)).not.toContain(secret)
    expect(await viewerOf(`session=${row?.idHash}`)).toBeNull()
    expect(await viewerOf(`session=${row?.idHash.slice(0, 40)}`)).toBeNull()
  })

  test.each([
    [false, /^session=[a-z2-7]{40}; HttpOnly; Max-Age=34560000; Path=\/; SameSite=Lax$/],
    [true, /^__Host-session=[a-z2-7]{40}; HttpOnly; Max-Age=34560000; Path=\/; SameSite=Lax; Secure$/],
  ])('travels in a cookie that scripts and other sites cannot use (HTTPS: %s)', async (secure, form) => {
    expect((await signedIn({ secure })).setCookie).toMatch(form)
  })

  test('begun over HTTPS is not taken from the cookie of plain HTTP', async () => {
    const { secret } = await signedIn({ secure: true })
    expect(await viewerOf(`session=${secret}`, true)).toBeNull()
    expect(await viewerOf(`__Host-session=${secret}`, true)).not.toBeNull()
  })

  test.each([
    '',
    'session',
    'session=',
    'session=%',
    'session=%E0%A4%A',
    '%=1; session=x',
    `session=${'a'.repeat(41)}`,
  ])('is not found in a cookie like %j, without a query', async (cookieHeader) => {
    const count = { queries: 0 }
    const found = await countingQueries(count, () => findViewer({ cookieHeader, secure: false }))
    expect(found).toEqual({ viewer: null, session: null, setCookie: null })
    expect(count.queries).toBe(0)
  })

  test('is renewed by use, at most once an hour, and never past its end', async () => {
    const { accountId, cookieHeader } = await signedIn()
    vi.setSystemTime(start + HOUR - 1)
    expect((await findViewer({ cookieHeader, secure: false })).setCookie).toBeNull()
    expect((await rowsOf(accountId))[0]?.expiresAt).toBe(start + 30 * DAY)

    vi.setSystemTime(start + 20 * DAY)
    const renewed = await findViewer({ cookieHeader, secure: false })
    expect(renewed.viewer?.accountId).toBe(accountId)
    expect(renewed.setCookie).toMatch(`${cookieHeader}; HttpOnly; Max-Age=`)
    expect((await rowsOf(accountId))[0]?.expiresAt).toBe(start + 50 * DAY)

    for (const day of [45, 70, 89]) {
      vi.setSystemTime(start + day * DAY)
      expect(await viewerOf(cookieHeader)).not.toBeNull()
    }
    vi.setSystemTime(start + 90 * DAY)
    expect(await viewerOf(cookieHeader)).toBeNull()
  })

  test('ends after 30 days without a visit, and its row and cookie go', async () => {
    const { accountId, cookieHeader } = await signedIn()
    vi.setSystemTime(start + 30 * DAY)
    const found = await findViewer({ cookieHeader, secure: false })
    expect(found.viewer).toBeNull()
    expect(found.setCookie).toMatch(/^session=; .*Max-Age=0/)
    expect(await rowsOf(accountId)).toEqual([])
  })

  test('that expired is swept when anybody signs in', async () => {
    const { accountId } = await signedIn()
    vi.setSystemTime(start + 31 * DAY)
    await signedIn()
    expect(await rowsOf(accountId)).toEqual([])
  })

  test('of a suspended account is nobody', async () => {
    const { accountId, cookieHeader } = await signedIn()
    await write(async (tx) => {
      await tx.update(account).set({ suspendedAt: start }).where(eq(account.id, accountId))
    })
    expect(await viewerOf(cookieHeader)).toBeNull()
  })

  test('ends at sign-out, in the table too, and only that one', async () => {
    const { accountId, cookieHeader } = await signedIn()
    const other = await startSession({ accountId, secure: false, now: start })
    const { setCookie } = await endSession({ cookieHeader, secure: false })
    expect(setCookie).toMatch(/^session=; .*Max-Age=0/)
    expect(await viewerOf(cookieHeader)).toBeNull()
    expect(await viewerOf(other.setCookie.split(';')[0] ?? '')).not.toBeNull()
  })

  test('ends with all others of the person, and nobody else', async () => {
    const { accountId, cookieHeader } = await signedIn()
    const somebody = await signedIn()
    await startSession({ accountId, secure: false, now: start })
    await endAllSessions({ accountId })
    expect(await rowsOf(accountId)).toEqual([])
    expect(await viewerOf(cookieHeader)).toBeNull()
    expect(await viewerOf(somebody.cookieHeader)).not.toBeNull()
  })

  test('on a shared computer is gone with its browser, when idle, and at the end of the day', async () => {
    const { id } = await write((tx) => insertAccount({}, tx))
    const begin = async () => {
      const { setCookie } = await startSession({ accountId: id, secure: false, now: Date.now(), kind: 'shared' })
      return { setCookie, cookieHeader: setCookie.split(';')[0] ?? '' }
    }
    const idle = await begin()
    expect(idle.setCookie).not.toMatch(/Max-Age|Expires/i)
    vi.setSystemTime(start + 19 * MINUTE)
    expect((await findViewer({ cookieHeader: idle.cookieHeader, secure: false })).setCookie).toBeNull()
    vi.setSystemTime(start + 38 * MINUTE)
    expect(await viewerOf(idle.cookieHeader)).not.toBeNull()
    vi.setSystemTime(start + 58 * MINUTE)
    expect(await viewerOf(idle.cookieHeader)).toBeNull()

    const busy = await begin()
    const began = Date.now()
    for (let minute = 15; minute < 600; minute += 15) {
      vi.setSystemTime(began + minute * MINUTE)
      expect(await viewerOf(busy.cookieHeader)).not.toBeNull()
    }
    vi.setSystemTime(began + 600 * MINUTE)
    expect(await viewerOf(busy.cookieHeader)).toBeNull()
  })

  test('lasts as long as the platform was set to let it, from the next visit on', async () => {
    await write((tx) => tx.insert(platformSetting).values({ name: 'sharedIdleMinutes', value: '5', updatedAt: start }))
    const { id } = await write((tx) => insertAccount({}, tx))
    const { setCookie } = await startSession({ accountId: id, secure: false, now: start, kind: 'shared' })
    vi.setSystemTime(start + 5 * MINUTE)
    expect(await viewerOf(setCookie.split(';')[0] ?? '')).toBeNull()
    await write((tx) => tx.delete(platformSetting))
  })

  test('holds back the roles that need a second factor until one is shown in it', async () => {
    await write((tx) =>
      tx
        .insert(platformSetting)
        .values({ name: 'secondFactorRoles', value: '["manager","administrator"]', updatedAt: start }),
    )
    const roles = [
      { role: 'instructor', scopeKind: 'course', scopeId: 'evidence' },
      { role: 'manager', scopeKind: 'programme', scopeId: 'a' },
    ] as const
    const { id } = await write((tx) => insertAccount({ roles }, tx))
    const { setCookie } = await startSession({ accountId: id, secure: false, now: start })
    const cookieHeader = setCookie.split(';')[0] ?? ''
    const before = await findViewer({ cookieHeader, secure: false })
    expect(before.viewer).toMatchObject({ grants: [roles[0]], withheld: ['manager'] })
    const handle = before.session?.handle ?? ''
    const confirmed = await write((tx) => confirmSession({ handle, secondFactor: true, secure: false, now: start }, tx))
    expect(await viewerOf(confirmed.setCookie.split(';')[0] ?? '')).toMatchObject({ grants: roles, withheld: [] })
    await write((tx) => tx.delete(platformSetting))
  })

  test('counts a role from the day it begins to the day it runs out', async () => {
    const { id } = await write((tx) => insertAccount({}, tx))
    await write((tx) =>
      tx.insert(roleGrant).values({
        id: 'limited',
        accountId: id,
        role: 'instructor',
        scopeKind: 'platform',
        grantedAt: start,
        startsAt: start + DAY,
        expiresAt: start + 2 * DAY,
      }),
    )
    const { setCookie } = await startSession({ accountId: id, secure: false, now: start })
    const held = async () => (await viewerOf(setCookie.split(';')[0] ?? ''))?.grants.length
    for (const [day, count] of [
      [0.9, 0],
      [1, 1],
      [1.9, 1],
      [2, 0],
    ] as const) {
      vi.setSystemTime(start + day * DAY)
      expect([day, await held()]).toEqual([day, count])
    }
  })

  test('is listed to its owner alone, and ended one by one', async () => {
    const { accountId, cookieHeader } = await signedIn()
    await startSession({ accountId, secure: false, now: start, device: 'Firefox, Android' })
    const somebody = await signedIn()
    const own = await viewerOf(cookieHeader)
    const others = await viewerOf(somebody.cookieHeader)
    if (!own || !others) throw new Error('not signed in')
    const listed = await listSessions({ viewer: own, now: start })
    expect(listed.map(({ device }) => device).sort()).toEqual(['', 'Firefox, Android'])
    const phone = listed.find(({ device }) => device !== '')?.handle ?? ''
    await endOneSession({ viewer: others, handle: phone })
    expect(await listSessions({ viewer: own, now: start })).toHaveLength(2)
    await endOneSession({ viewer: own, handle: phone })
    expect((await listSessions({ viewer: own, now: start })).map(({ device }) => device)).toEqual([''])
  })

  test('remembers by the hour that its person was here, and that calls off an erasure for want of visits', async () => {
    const { id } = await write((tx) => insertAccount({ erasureDueAt: start + DAY, erasureReason: 'inactive' }, tx))
    await startSession({ accountId: id, secure: false, now: start + 90 * MINUTE })
    const [row] = await reader.select().from(account).where(eq(account.id, id))
    expect(row).toMatchObject({ lastActiveAt: start + HOUR, erasureDueAt: null, erasureReason: null })
  })

  test('does not call off an erasure that its person asked for', async () => {
    const { id } = await write((tx) => insertAccount({ erasureDueAt: start + DAY, erasureReason: 'asked' }, tx))
    await startSession({ accountId: id, secure: false, now: start })
    const [row] = await reader.select().from(account).where(eq(account.id, id))
    expect(row?.erasureDueAt).toBe(start + DAY)
  })
})
