import { and, asc, count, desc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { Forbidden } from '#app/errors.ts'
import { reader } from '#db/client.server.ts'
import { pageOf } from '#db/page-of.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import type { Agency } from '#app/identity/places/agency.ts'
import { emailHolds, personHolds } from './person-search.server.ts'
import { canSeeAccount, type Grant, isAdministrator, type Viewer } from '#app/identity/viewer.ts'

const PEOPLE_PER_PAGE = 50

export type PersonRow = {
  id: string
  username: string
  displayName: string
  agency: Agency | null
  suspendedAt: number | null
  grants: Grant[]
}

const personColumns = {
  id: account.id,
  username: account.username,
  displayName: account.displayName,
  suspendedAt: account.suspendedAt,
  agency: { id: agency.id, name: agency.name, countryCode: agency.countryCode },
}

/**
 * The accounts whose user name, name, e-mail address or agency holds `text`, by name, 50 a page; pages count from 1 and
 * one out of range is the nearest. Throws Forbidden unless an administrator asks.
 */
export async function searchAccounts({
  viewer,
  text,
  page,
}: {
  viewer: Viewer
  text: string
  page: number
}): Promise<{ people: PersonRow[]; total: number; page: number; pages: number }> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  const typed = text.trim().slice(0, 100)
  const matches = typed === '' ? undefined : or(personHolds(typed), emailHolds(typed))
  const [counted] = await reader
    .select({ total: count() })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(matches)
  const total = counted?.total ?? 0
  const { offset, ...shown } = pageOf({ asked: page, total, size: PEOPLE_PER_PAGE })
  const people = await reader
    .select(personColumns)
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(matches)
    .orderBy(asc(account.displayName), asc(account.usernameKey))
    .limit(PEOPLE_PER_PAGE)
    .offset(offset)
  const grants = await reader
    .select({
      accountId: roleGrant.accountId,
      role: roleGrant.role,
      scopeKind: roleGrant.scopeKind,
      scopeId: roleGrant.scopeId,
    })
    .from(roleGrant)
    .where(
      and(
        inArray(
          roleGrant.accountId,
          people.map(({ id }) => id),
        ),
        isNull(roleGrant.endedAt),
      ),
    )
  return {
    people: people.map((person) => ({
      ...person,
      grants: grants.flatMap(({ accountId, ...grant }) => (accountId === person.id ? [grant] : [])),
    })),
    total,
    ...shown,
  }
}

/** A grant with when it began and, if it did, ended; times in milliseconds UTC. */
export type GrantRecord = Grant & { id: string; grantedAt: number; endedAt: number | null }

export type PersonDetails = Omit<PersonRow, 'grants'> & {
  email: string | null
  createdAt: number
  /** Roles in force, in the order they were given. */
  grants: GrantRecord[]
  /** Roles that ended, the latest first. */
  past: GrantRecord[]
}

/** One account with all its roles; null when there is none, or the viewer is neither its holder nor administrator. */
export async function findAccount({
  viewer,
  accountId,
}: {
  viewer: Viewer
  accountId: string
}): Promise<PersonDetails | null> {
  if (!canSeeAccount(viewer, accountId)) return null
  const [person] = await reader
    .select({ ...personColumns, email: account.email, createdAt: account.createdAt })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(eq(account.id, accountId))
  if (!person) return null
  const grantColumns = {
    id: roleGrant.id,
    role: roleGrant.role,
    scopeKind: roleGrant.scopeKind,
    scopeId: roleGrant.scopeId,
    grantedAt: roleGrant.grantedAt,
    endedAt: roleGrant.endedAt,
  }
  const own = eq(roleGrant.accountId, accountId)
  const [grants, past] = await Promise.all([
    reader
      .select(grantColumns)
      .from(roleGrant)
      .where(and(own, isNull(roleGrant.endedAt)))
      .orderBy(asc(roleGrant.grantedAt), asc(roleGrant.id)),
    reader
      .select(grantColumns)
      .from(roleGrant)
      .where(and(own, isNotNull(roleGrant.endedAt)))
      .orderBy(desc(roleGrant.endedAt), desc(roleGrant.id)),
  ])
  return { ...person, grants, past }
}
