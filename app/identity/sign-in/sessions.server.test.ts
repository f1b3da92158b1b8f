import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { account, session } from '#db/schema/identity.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { endAllSessions, endSession, findViewer, startSession } from './sessions.server.ts'

const DAY = 86_400_000
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
    [false, /^session=[a-z2-7]{40}; HttpOnly; Max-Age=2592000; Path=\/; SameSite=Lax$/],
    [true, /^__Host-session=[a-z2-7]{40}; HttpOnly; Max-Age=2592000; Path=\/; SameSite=Lax; Secure$/],
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
    'session=' + 'a'.repeat(5000),
  ])('is not found in a cookie like %j, without a query', async (cookieHeader) => {
    const count = { queries: 0 }
    const found = await countingQueries(count, () => findViewer({ cookieHeader, secure: false }))
    expect(found).toEqual({ viewer: null, setCookie: null })
    expect(count.queries).toBe(0)
  })

  test('is left alone in its first half and renewed for 30 days in its second', async () => {
    const { accountId, cookieHeader } = await signedIn()
    vi.setSystemTime(start + 14 * DAY)
    expect((await findViewer({ cookieHeader, secure: false })).setCookie).toBeNull()
    expect((await rowsOf(accountId))[0]?.expiresAt).toBe(start + 30 * DAY)

    vi.setSystemTime(start + 16 * DAY)
    const renewed = await findViewer({ cookieHeader, secure: false })
    expect(renewed.viewer?.accountId).toBe(accountId)
    expect(renewed.setCookie).toMatch(`${cookieHeader}; HttpOnly; Max-Age=2592000`)
    expect((await rowsOf(accountId))[0]?.expiresAt).toBe(start + 46 * DAY)
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
})
