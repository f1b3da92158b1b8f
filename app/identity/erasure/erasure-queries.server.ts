import { and, asc, count, eq, gt, gte, isNotNull, isNull, lte, notExists, or, type SQL, sql } from 'drizzle-orm'
import { type Reader, reader } from '#db/client.server.ts'
import { pageOf } from '#db/page-of.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { peopleWithin } from '../places/people-scope.server.ts'
import { administeredPeople, canAdministerAccount, type Viewer } from '../viewer.ts'
import { findSettings } from '../settings/settings-queries.server.ts'
import { grantNotOver } from '../roles/grant-in-force.server.ts'
import { requireRuledPerson } from '../accounts/ruled-person-queries.server.ts'
import { type ErasureReason, inactiveBefore } from './erasure.ts'

const PER_PAGE = 50

/** Somebody whose data will be erased. `dueAt` in milliseconds UTC. */
export type DueErasure = {
  accountId: string
  username: string
  displayName: string
  agency: string | null
  dueAt: number
  reason: ErasureReason
  keepsName: boolean
}

/** Whose data will be erased among the people the viewer administers, the first due first, 50 a page. */
export async function listDueErasures({ viewer, page }: { viewer: Viewer; page: number }): Promise<{
  due: DueErasure[]
  total: number
  page: number
  pages: number
}> {
  const listed = and(isNotNull(account.erasureDueAt), peopleWithin(administeredPeople(viewer)))
  const [counted] = await reader
    .select({ total: count() })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(listed)
  const total = counted?.total ?? 0
  const { offset, ...shown } = pageOf({ asked: page, total, size: PER_PAGE })
  const rows = await reader
    .select({
      accountId: account.id,
      username: account.username,
      displayName: account.displayName,
      agency: agency.name,
      dueAt: account.erasureDueAt,
      reason: account.erasureReason,
      keepsName: account.erasureKeepsName,
    })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(listed)
    .orderBy(asc(account.erasureDueAt), asc(account.id))
    .limit(PER_PAGE)
    .offset(offset)
  const due = rows.map(({ dueAt, reason, ...row }) => ({ ...row, dueAt: dueAt ?? 0, reason: reason ?? 'asked' }))
  return { due, total, ...shown }
}

/** An account whose erasure is due; `dueAt` in milliseconds UTC. */
export type DueAccount = { accountId: string; dueAt: number }

/** The next accounts whose erasure is due at `now`, the longest waiting first; `after` is the last of those before. */
export async function findDueAccounts({
  now,
  after,
  atMost,
}: {
  now: number
  after: DueAccount | null
  atMost: number
}): Promise<DueAccount[]> {
  const later = after
    ? or(
        gt(account.erasureDueAt, after.dueAt),
        and(eq(account.erasureDueAt, after.dueAt), gt(account.id, after.accountId)),
      )
    : undefined
  const rows = await reader
    .select({ accountId: account.id, dueAt: account.erasureDueAt })
    .from(account)
    .where(and(lte(account.erasureDueAt, now), later))
    .orderBy(asc(account.erasureDueAt), asc(account.id))
    .limit(atMost)
  return rows.map(({ accountId, dueAt }) => ({ accountId, dueAt: dueAt ?? 0 }))
}

/**
 * The condition that an account may be erased as inactive: no visit since `before`, no role in force or to come, and no
 * administrator who kept it since. What was merged into another account goes with that one.
 */
export function isInactive({ before, now }: { before: number; now: number }, db: Reader): SQL {
  const roleHeld = db
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .where(and(eq(roleGrant.accountId, account.id), grantNotOver(now)))
  const keptSince = db
    .select({ sequence: auditEntry.sequence })
    .from(auditEntry)
    .where(
      and(eq(auditEntry.subjectId, account.id), eq(auditEntry.action, 'erasure-withdrawn'), gte(auditEntry.at, before)),
    )
  const lastSeenAt = sql`coalesce(${account.lastActiveAt}, ${account.createdAt})`
  return sql`(${account.erasedAt} is null and ${account.mergedIntoId} is null and ${lastSeenAt} < ${before}
    and ${notExists(roleHeld)} and ${notExists(keptSince)})`
}

/**
 * The erasure of an account that may be carried out now; null when none is due, or no longer. Ask inside the change
 * that does it. Without a viewer, the day must have come and an account erased as inactive still be so. An administrator
 * may carry it out before; throws NotFound for people they do not administer.
 */
export async function findErasure(
  { viewer, accountId, now }: { viewer: Viewer | null; accountId: string; now: number },
  db: Reader,
): Promise<{ reason: ErasureReason; keepsName: boolean } | null> {
  if (viewer) await requireRuledPerson({ viewer, accountId, now, rule: canAdministerAccount }, db)
  const before = inactiveBefore((await findSettings(db)).inactiveMonths, now)
  const [found] = await db
    .select({
      dueAt: account.erasureDueAt,
      reason: account.erasureReason,
      keepsName: account.erasureKeepsName,
      inactive: before === null ? sql<number>`0` : sql<number>`${isInactive({ before, now }, db)}`,
    })
    .from(account)
    .where(and(eq(account.id, accountId), isNull(account.erasedAt), isNotNull(account.erasureDueAt)))
  if (!found || found.dueAt === null || found.reason === null) return null
  if (!viewer && found.dueAt > now) return null
  if (found.reason === 'inactive' && !found.inactive) return null
  return { reason: found.reason, keepsName: found.keepsName }
}

/** The account and those of the same person that were merged into it, however often. */
export async function findAccountsOfPerson({ accountId }: { accountId: string }, db: Reader): Promise<string[]> {
  const found = [accountId]
  for (const id of found) {
    const merged = await db.select({ id: account.id }).from(account).where(eq(account.mergedIntoId, id))
    found.push(...merged.map((row) => row.id).filter((other) => !found.includes(other)))
  }
  return found
}
