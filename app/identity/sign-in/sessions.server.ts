import { eq } from 'drizzle-orm'
import { type Transaction, write } from '#db/client.server.ts'
import { session } from '#db/schema/identity.ts'
import { findSettings } from '../settings/settings-queries.server.ts'
import type { Viewer } from '../viewer.ts'
import { recordSignOut } from './end-sessions.server.ts'
import { cookieFor, hashOf, newSessionId, readSessionId, sessionsFor, touchAccount } from './session-store.server.ts'
import { endOfSession, isStale, renewedUntil, type SessionKind } from './session-times.ts'

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

/**
 * Notes that the person of this session (`handle`) has just shown again who they are. The session goes on with a new
 * secret, which `setCookie` carries: the old one, whoever may have seen it, opens nothing from here on (ASVS 5.0, 7.2.4).
 */
export async function confirmSession(
  { handle, secondFactor, secure, now }: { handle: string; secondFactor: boolean; secure: boolean; now: number },
  tx: Transaction,
): Promise<{ setCookie: string }> {
  const id = newSessionId()
  const [confirmed] = await tx
    .update(session)
    .set({ idHash: hashOf(id), authenticatedAt: now, ...(secondFactor ? { secondFactorAt: now } : {}) })
    .where(eq(session.idHash, handle))
    .returning({ kind: session.kind })
  // Signed out from elsewhere in the same moment: the next page asks who this is.
  if (!confirmed) return { setCookie: sessionsFor(secure).createBlankSessionCookie().serialize() }
  return { setCookie: cookieFor(id, confirmed.kind, secure) }
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
