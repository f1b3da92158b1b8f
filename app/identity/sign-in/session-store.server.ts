import { createHash } from 'node:crypto'
import { and, eq, isNull, lt, lte, or, sql } from 'drizzle-orm'
import { type Adapter, generateIdFromEntropySize, Lucia, TimeSpan } from 'lucia'
import { prepared, type Transaction, write } from '#db/client.server.ts'
import { account, roleGrant, session } from '#db/schema/identity.ts'
import { platformSetting } from '#db/schema/platform.ts'
import { grantInForce } from '../roles/grant-in-force.server.ts'
import { readSetting } from '../settings/platform-settings.ts'
import type { Viewer } from '../viewer.ts'
import { deleteSessionsOf } from './end-sessions.server.ts'
import type { SessionKind } from './session-times.ts'

// The only file that knows Lucia.

const HOUR = 60 * 60 * 1000

/** What a session is found with: the person, as far as rules and pages need them. */
type Person = Pick<Viewer, 'username' | 'displayName' | 'locale' | 'grants' | 'withheld' | 'erasureDueAt'>
type Kept = Omit<typeof session.$inferSelect, 'idHash' | 'accountId' | 'expiresAt'>
type Sessions = Lucia<Kept, Person>

declare module 'lucia' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface merges into Lucia's
  interface Register {
    Lucia: Sessions
    DatabaseUserAttributes: Person
    DatabaseSessionAttributes: Kept & { expiresAt: number }
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
      kind: session.kind,
      device: session.device,
      endsAt: session.endsAt,
      authenticatedAt: session.authenticatedAt,
      secondFactorAt: session.secondFactorAt,
      lastSeenAt: session.lastSeenAt,
      username: account.username,
      displayName: account.displayName,
      locale: account.locale,
      suspendedAt: account.suspendedAt,
      erasureDueAt: account.erasureDueAt,
      erasureReason: account.erasureReason,
      grant: { role: roleGrant.role, scopeKind: roleGrant.scopeKind, scopeId: roleGrant.scopeId },
      secondFactorRoles: platformSetting.value,
    })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    // One row for each role in force; one without a role for somebody who holds none.
    .leftJoin(roleGrant, and(eq(roleGrant.accountId, session.accountId), grantInForce(sql.placeholder('now'))))
    .leftJoin(platformSetting, eq(platformSetting.name, 'secondFactorRoles'))
    .where(eq(session.idHash, sql.placeholder('idHash'))),
)

/** What is stored of a session's id: who reads the table cannot sign in with it. */
export function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}

async function deleteExpired(tx: Transaction): Promise<void> {
  await tx.delete(session).where(lte(session.expiresAt, Date.now()))
}

const adapter: Adapter = {
  async getSessionAndUser(id) {
    const rows = await findSession.all({ idHash: hashOf(id), now: Date.now() })
    const [found] = rows
    if (!found) return [null, null]
    const { accountId, expiresAt, suspendedAt, username, displayName, locale, secondFactorRoles, ...rest } = found
    const { erasureDueAt: dueAt, erasureReason, ...kept } = rest
    // An erasure that was announced for want of visits is taken back by this one.
    const erasureDueAt = erasureReason === 'asked' ? dueAt : null
    const held = rows.flatMap(({ grant }) => grant ?? [])
    const waiting = kept.secondFactorAt === null ? readSetting('secondFactorRoles', secondFactorRoles) : []
    const grants = held.filter(({ role }) => !waiting.includes(role))
    const withheld = waiting.filter((role) => held.some((grant) => grant.role === role))
    return [
      { id, userId: accountId, expiresAt: new Date(expiresAt), attributes: { ...kept, expiresAt } },
      suspendedAt === null
        ? { id: accountId, attributes: { username, displayName, locale, grants, withheld, erasureDueAt } }
        : null,
    ]
  },
  async getUserSessions() {
    throw new Error('sessions are listed by listSessions')
  },
  async setSession({ id, userId, attributes }) {
    await write(async (tx) => {
      await deleteExpired(tx)
      await tx.insert(session).values({ idHash: hashOf(id), accountId: userId, ...attributes })
      await touchAccount(userId, attributes.createdAt, tx)
    })
  },
  async updateSessionExpiration() {
    throw new Error('sessions are renewed by renew')
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
  return new Lucia<Kept, Person>(adapter, {
    // Lucia renews by one fixed time; ours are settings and have an end, so that it is left to refuse what expired.
    sessionExpiresIn: new TimeSpan(0, 'ms'),
    // A __Host- cookie cannot be planted by another host of the same domain, but needs HTTPS (RFC 6265bis, 4.1.3.2).
    sessionCookie: {
      name: secure ? '__Host-session' : 'session',
      expires: false,
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: ({ kind, device, createdAt, endsAt, authenticatedAt, secondFactorAt, lastSeenAt }) => ({
      kind,
      device,
      createdAt,
      endsAt,
      authenticatedAt,
      secondFactorAt,
      lastSeenAt,
    }),
    getUserAttributes: ({ username, displayName, locale, grants, withheld, erasureDueAt }) => ({
      username,
      displayName,
      locale,
      grants,
      withheld,
      erasureDueAt,
    }),
  })
}

const overHttps = sessionsWithCookie(true)
const overHttp = sessionsWithCookie(false)
/** The sessions of browsers that came over HTTPS, or over plain HTTP: each has cookies of its own. */
export const sessionsFor = (secure: boolean) => (secure ? overHttps : overHttp)

/** The cookie of a shared computer is gone when its browser is closed. */
export function cookieFor(id: string, kind: SessionKind, secure: boolean): string {
  const cookie = sessionsFor(secure).createSessionCookie(id)
  if (kind === 'shared') delete cookie.attributes.maxAge
  return cookie.serialize()
}

/** The session id that a Cookie header carries under this name; null for none, or for what cannot be one. */
export function readSessionId(cookieHeader: string | null, name: string): string | null {
  for (const pair of cookieHeader?.split(';') ?? []) {
    const [key, value = ''] = pair.trim().split('=', 2)
    if (key === name && sessionId.test(value)) return value
  }
  return null
}

/** A new secret for a session, as Lucia makes them. */
export function newSessionId(): string {
  return generateIdFromEntropySize(25)
}

/** Remembers the visit, by the hour: more would be nobody's business. A person who comes back is not erased as inactive. */
export async function touchAccount(accountId: string, now: number, tx: Transaction): Promise<void> {
  await tx
    .update(account)
    .set({ lastActiveAt: now - (now % HOUR) })
    .where(
      and(eq(account.id, accountId), or(isNull(account.lastActiveAt), lt(account.lastActiveAt, now - (now % HOUR)))),
    )
  await tx
    .update(account)
    .set({ erasureDueAt: null, erasureReason: null })
    .where(and(eq(account.id, accountId), eq(account.erasureReason, 'inactive')))
}
