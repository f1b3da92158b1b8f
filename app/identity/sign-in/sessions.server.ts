import { createHash } from 'node:crypto'
import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import { type Adapter, Lucia, TimeSpan } from 'lucia'
import { prepared, reader, type Transaction, write } from '#db/client.server.ts'
import { account, roleGrant, session } from '#db/schema/identity.ts'
import type { Viewer } from '#app/identity/viewer.ts'

// The only file that knows Lucia.

type Person = Pick<Viewer, 'username' | 'displayName' | 'locale' | 'grants'>
type Sessions = Lucia<Record<never, never>, Person>

declare module 'lucia' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface merges into Lucia's
  interface Register {
    Lucia: Sessions
    DatabaseUserAttributes: Person
    DatabaseSessionAttributes: { createdAt: number }
  }
}

/** The form of Lucia's session ids: 25 random bytes in base 32. Anything else in the cookie is not looked up. */
const sessionId = /^[a-z2-7]{40}$/

const findSession = prepared((db) =>
  db
    .select({
      accountId: session.accountId,
      createdAt: session.createdAt,
      expiresAt: session.expiresAt,
      username: account.username,
      displayName: account.displayName,
      locale: account.locale,
      suspendedAt: account.suspendedAt,
      grant: { role: roleGrant.role, scopeKind: roleGrant.scopeKind, scopeId: roleGrant.scopeId },
    })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    // One row for each role in force; one without a role for somebody who holds none.
    .leftJoin(roleGrant, and(eq(roleGrant.accountId, session.accountId), isNull(roleGrant.endedAt)))
    .where(eq(session.idHash, sql.placeholder('idHash'))),
)

/** What is stored of a session's id: who reads the table cannot sign in with it. */
function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}

async function deleteExpired(tx: Transaction): Promise<void> {
  await tx.delete(session).where(lte(session.expiresAt, Date.now()))
}

const adapter: Adapter = {
  async getSessionAndUser(id) {
    const rows = await findSession.all({ idHash: hashOf(id) })
    const [found] = rows
    if (!found) return [null, null]
    const { accountId, createdAt, expiresAt, suspendedAt, username, displayName, locale } = found
    const grants = rows.flatMap(({ grant }) => grant ?? [])
    return [
      { id, userId: accountId, expiresAt: new Date(expiresAt), attributes: { createdAt } },
      suspendedAt === null ? { id: accountId, attributes: { username, displayName, locale, grants } } : null,
    ]
  },
  async getUserSessions(accountId) {
    const rows = await reader.select().from(session).where(eq(session.accountId, accountId))
    return rows.map((row) => ({
      id: row.idHash,
      userId: row.accountId,
      expiresAt: new Date(row.expiresAt),
      attributes: { createdAt: row.createdAt },
    }))
  },
  async setSession({ id, userId, expiresAt, attributes }) {
    await write(async (tx) => {
      await deleteExpired(tx)
      await tx.insert(session).values({
        idHash: hashOf(id),
        accountId: userId,
        createdAt: attributes.createdAt,
        expiresAt: expiresAt.getTime(),
      })
    })
  },
  async updateSessionExpiration(id, expiresAt) {
    await write(async (tx) => {
      await tx
        .update(session)
        .set({ expiresAt: expiresAt.getTime() })
        .where(eq(session.idHash, hashOf(id)))
    })
  },
  async deleteSession(id) {
    await write(async (tx) => {
      await tx.delete(session).where(eq(session.idHash, hashOf(id)))
    })
  },
  async deleteUserSessions(accountId) {
    await write((tx) => deleteSessionsOf({ accountId }, tx))
  },
  async deleteExpiredSessions() {
    await write(deleteExpired)
  },
}

function sessionsWithCookie(secure: boolean): Sessions {
  return new Lucia<Record<never, never>, Person>(adapter, {
    sessionExpiresIn: new TimeSpan(30, 'd'),
    // A __Host- cookie cannot be planted by another host of the same domain, but needs HTTPS (RFC 6265bis, 4.1.3.2).
    sessionCookie: {
      name: secure ? '__Host-session' : 'session',
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getUserAttributes: ({ username, displayName, locale, grants }) => ({ username, displayName, locale, grants }),
  })
}

const overHttps = sessionsWithCookie(true)
const overHttp = sessionsWithCookie(false)
const sessionsFor = (secure: boolean) => (secure ? overHttps : overHttp)

function readSessionId(cookieHeader: string | null, name: string): string | null {
  for (const pair of cookieHeader?.split(';') ?? []) {
    const [key, value = ''] = pair.trim().split('=', 2)
    if (key === name && sessionId.test(value)) return value
  }
  return null
}

/**
 * The person whose session the cookies carry, with the roles in force, in one query. `setCookie` is a header to send
 * with the answer: a session past half its 30 days is renewed, a cookie that is good for nothing is taken away.
 * Suspended accounts are nobody.
 */
export async function findViewer({
  cookieHeader,
  secure,
}: {
  cookieHeader: string | null
  secure: boolean
}): Promise<{ viewer: Viewer | null; setCookie: string | null }> {
  const sessions = sessionsFor(secure)
  const id = readSessionId(cookieHeader, sessions.sessionCookieName)
  if (!id) return { viewer: null, setCookie: null }
  const { session: found, user } = await sessions.validateSession(id)
  if (!found) return { viewer: null, setCookie: sessions.createBlankSessionCookie().serialize() }
  const { id: accountId, ...person } = user
  return {
    viewer: { accountId, ...person },
    setCookie: found.fresh ? sessions.createSessionCookie(id).serialize() : null,
  }
}

/** Signs a person in at one browser. `setCookie` carries the secret; only its hash is stored. */
export async function startSession({
  accountId,
  secure,
  now,
}: {
  accountId: string
  secure: boolean
  now: number
}): Promise<{ setCookie: string }> {
  const sessions = sessionsFor(secure)
  const { id } = await sessions.createSession(accountId, { createdAt: now })
  return { setCookie: sessions.createSessionCookie(id).serialize() }
}

/** Signs this browser out. `setCookie` takes the cookie away, whether or not there was a session. */
export async function endSession({
  cookieHeader,
  secure,
}: {
  cookieHeader: string | null
  secure: boolean
}): Promise<{ setCookie: string }> {
  const sessions = sessionsFor(secure)
  const id = readSessionId(cookieHeader, sessions.sessionCookieName)
  if (id) await sessions.invalidateSession(id)
  return { setCookie: sessions.createBlankSessionCookie().serialize() }
}

/** Signs a person out of every browser. */
export async function endAllSessions({ accountId }: { accountId: string }): Promise<void> {
  await overHttps.invalidateUserSessions(accountId)
}

/** Signs a person out of every browser as part of a larger change. */
export async function deleteSessionsOf({ accountId }: { accountId: string }, tx: Transaction): Promise<void> {
  await tx.delete(session).where(eq(session.accountId, accountId))
}
