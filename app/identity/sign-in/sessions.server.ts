import { createHash } from 'node:crypto'
import { and, desc, eq, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import { type Adapter, Lucia, TimeSpan } from 'lucia'
import { prepared, reader, type Transaction, write } from '#db/client.server.ts'
import { account, roleGrant, session } from '#db/schema/identity.ts'
import { platformSetting } from '#db/schema/platform.ts'
import type { AuditFacts } from '../audit/audit.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { grantInForce } from '../roles/grant-in-force.server.ts'
import { readSetting } from '../settings/platform-settings.ts'
import { findSettings } from '../settings/settings-queries.server.ts'
import type { Viewer } from '../viewer.ts'
import { endOfSession, isStale, renewedUntil, type SessionKind } from './session-times.ts'

// The only file that knows Lucia.

/** What is known of the session a request came with. Times in milliseconds UTC. */
export type SessionFacts = {
  /** Names the session to its owner; good for nothing as a cookie. */
  handle: string
  kind: SessionKind
  /** When a way in was last shown in this session. */
  authenticatedAt: number
  /** When a second factor was last shown in it; null for never. */
  secondFactorAt: number | null
}

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

const HOUR = 60 * 60 * 1000

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
function hashOf(id: string): string {
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
const sessionsFor = (secure: boolean) => (secure ? overHttps : overHttp)

/** The cookie of a shared computer is gone when its browser is closed. */
function cookieFor(id: string, kind: SessionKind, secure: boolean): string {
  const cookie = sessionsFor(secure).createSessionCookie(id)
  if (kind === 'shared') delete cookie.attributes.maxAge
  return cookie.serialize()
}

function readSessionId(cookieHeader: string | null, name: string): string | null {
  for (const pair of cookieHeader?.split(';') ?? []) {
    const [key, value = ''] = pair.trim().split('=', 2)
    if (key === name && sessionId.test(value)) return value
  }
  return null
}

/** Remembers the visit, by the hour: more would be nobody's business. A person who comes back is not erased as inactive. */
async function touchAccount(accountId: string, now: number, tx: Transaction): Promise<void> {
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

async function renew(id: string, found: { kind: SessionKind; endsAt: number }, accountId: string): Promise<void> {
  const now = Date.now()
  await write(async (tx) => {
    const expiresAt = renewedUntil({ kind: found.kind, endsAt: found.endsAt, settings: await findSettings(tx), now })
    await tx
      .update(session)
      .set({ expiresAt, lastSeenAt: now })
      .where(eq(session.idHash, hashOf(id)))
    await touchAccount(accountId, now, tx)
  })
}

/**
 * The person whose session the cookies carry, with the roles in force, in one query. Roles that wait for a second factor
 * are named in `withheld` and count for nothing. `setCookie` is a header to send with the answer: a cookie that is good
 * for nothing is taken away. A session is renewed by use, but not past its end. Suspended accounts are nobody.
 */
export async function findViewer({
  cookieHeader,
  secure,
}: {
  cookieHeader: string | null
  secure: boolean
}): Promise<{ viewer: Viewer | null; session: SessionFacts | null; setCookie: string | null }> {
  const sessions = sessionsFor(secure)
  const id = readSessionId(cookieHeader, sessions.sessionCookieName)
  if (!id) return { viewer: null, session: null, setCookie: null }
  const { session: found, user } = await sessions.validateSession(id)
  if (!found) return { viewer: null, session: null, setCookie: sessions.createBlankSessionCookie().serialize() }
  const { id: accountId, ...person } = user
  const { kind, authenticatedAt, secondFactorAt, lastSeenAt } = found
  const isDue = isStale({ kind, lastSeenAt, now: Date.now() })
  if (isDue) await renew(id, found, accountId)
  return {
    viewer: { accountId, ...person },
    session: { handle: hashOf(id), kind, authenticatedAt, secondFactorAt },
    setCookie: isDue && kind === 'own' ? cookieFor(id, kind, secure) : null,
  }
}

/**
 * Signs a person in at one browser. `setCookie` carries the secret; only its hash is stored. `device` is what the
 * session is listed by.
 */
export async function startSession({
  accountId,
  secure,
  now,
  kind = 'own',
  device = '',
  secondFactor = false,
}: {
  accountId: string
  secure: boolean
  now: number
  kind?: SessionKind
  device?: string
  /** Whether a second factor was shown on the way in. */
  secondFactor?: boolean
}): Promise<{ setCookie: string }> {
  const settings = await findSettings()
  const endsAt = endOfSession({ kind, settings, now })
  const { id } = await sessionsFor(secure).createSession(accountId, {
    createdAt: now,
    expiresAt: renewedUntil({ kind, endsAt, settings, now }),
    kind,
    device,
    endsAt,
    authenticatedAt: now,
    secondFactorAt: secondFactor ? now : null,
    lastSeenAt: now,
  })
  return { setCookie: cookieFor(id, kind, secure) }
}

/** Notes that the person of this session has just shown again who they are. */
export async function confirmSession(
  { handle, secondFactor, now }: { handle: string; secondFactor: boolean; now: number },
  tx: Transaction,
): Promise<void> {
  await tx
    .update(session)
    .set({ authenticatedAt: now, ...(secondFactor ? { secondFactorAt: now } : {}) })
    .where(eq(session.idHash, handle))
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
  if (id) {
    await write(async (tx) => {
      const ended = await tx
        .delete(session)
        .where(eq(session.idHash, hashOf(id)))
        .returning({ accountId: session.accountId })
      for (const { accountId } of ended) await recordSignOut({ accountId, sessions: 'this' }, tx)
    })
  }
  return { setCookie: sessions.createBlankSessionCookie().serialize() }
}

async function recordSignOut(
  { accountId, sessions }: { accountId: string; sessions: AuditFacts['signed-out']['sessions'] },
  tx: Transaction,
): Promise<void> {
  const subject = { kind: 'account', id: accountId } as const
  await recordAudit(
    { acts: [{ action: 'signed-out', actorId: accountId, subject, facts: { sessions } }], now: Date.now() },
    tx,
  )
}

/** A browser where a person is signed in, as its owner is shown it. Times in milliseconds UTC. */
export type ListedSession = {
  handle: string
  kind: SessionKind
  device: string
  createdAt: number
  lastSeenAt: number
  expiresAt: number
}

/** Where the viewer is signed in, the latest visit first. */
export async function listSessions({ viewer, now }: { viewer: Viewer; now: number }): Promise<ListedSession[]> {
  return await reader
    .select({
      handle: session.idHash,
      kind: session.kind,
      device: session.device,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      expiresAt: session.expiresAt,
    })
    .from(session)
    .where(and(eq(session.accountId, viewer.accountId), sql`${session.expiresAt} > ${now}`))
    .orderBy(desc(session.lastSeenAt))
}

/** Signs the viewer out at one of their browsers; nothing happens to anybody else's, or to one that ended already. */
export async function endOneSession({ viewer, handle }: { viewer: Viewer; handle: string }): Promise<void> {
  await write(async (tx) => {
    const ended = await tx
      .delete(session)
      .where(and(eq(session.idHash, handle), eq(session.accountId, viewer.accountId)))
      .returning({ accountId: session.accountId })
    for (const { accountId } of ended) await recordSignOut({ accountId, sessions: 'another' }, tx)
  })
}

/** Signs a person out of every browser but the one whose session `handle` names. */
export async function endOtherSessions({ accountId, handle }: { accountId: string; handle: string }): Promise<void> {
  await write(async (tx) => {
    await deleteSessionsOf({ accountId, except: handle }, tx)
    await recordSignOut({ accountId, sessions: 'others' }, tx)
  })
}

/** Signs a person out of every browser. */
export async function endAllSessions({ accountId }: { accountId: string }): Promise<void> {
  await write(async (tx) => {
    await deleteSessionsOf({ accountId }, tx)
    await recordSignOut({ accountId, sessions: 'all' }, tx)
  })
}

/** Signs a person out of every browser, or every other one than `except` (a handle), as part of a larger change. */
export async function deleteSessionsOf(
  { accountId, except }: { accountId: string; except?: string },
  tx: Transaction,
): Promise<void> {
  await tx
    .delete(session)
    .where(and(eq(session.accountId, accountId), except === undefined ? undefined : ne(session.idHash, except)))
}
