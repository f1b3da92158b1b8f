import { and, asc, count, desc, eq, inArray, isNull } from 'drizzle-orm'
import { Forbidden } from '#app/errors.ts'
import { reader } from '#db/client.server.ts'
import { pageOf } from '#db/page-of.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import type { Agency } from '../places/agency.ts'
import { grantInForce } from '../roles/grant-in-force.server.ts'
import { canSupervisePeople, type Role, roles, type Viewer } from '../viewer.ts'
import { type AccountState, accountState, type PeopleFilter, type PeopleOrder } from './people-filter.ts'
import { peopleWhere } from './people-where.server.ts'

const PEOPLE_PER_PAGE = 50

export type ListedPerson = {
  id: string
  username: string
  displayName: string
  agency: Agency | null
  state: AccountState
  /** To the hour, in milliseconds UTC; null before the first. */
  lastActiveAt: number | null
  /** Those in force, each once, in the order of `roles`. */
  roles: Role[]
}

/**
 * Whom the viewer finds and the filter leaves, by name or with the latest visit first, 50 a page; pages count from 1 and
 * one out of range is the nearest. Throws Forbidden for who finds nobody.
 */
export async function listPeople({
  viewer,
  filter,
  order,
  page,
  now,
}: {
  viewer: Viewer
  filter: PeopleFilter
  order: PeopleOrder
  page: number
  now: number
}): Promise<{ people: ListedPerson[]; total: number; page: number; pages: number }> {
  if (!canSupervisePeople(viewer)) throw new Forbidden()
  const where = peopleWhere({ viewer, filter, now })
  const [counted] = await reader
    .select({ total: count() })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(where)
  const total = counted?.total ?? 0
  const { offset, ...shown } = pageOf({ asked: page, total, size: PEOPLE_PER_PAGE })
  const byName = [asc(account.displayName), asc(account.usernameKey)]
  const rows = await reader
    .select({
      id: account.id,
      username: account.username,
      displayName: account.displayName,
      agency: { id: agency.id, name: agency.name, countryCode: agency.countryCode, path: agency.path },
      suspendedAt: account.suspendedAt,
      erasureDueAt: account.erasureDueAt,
      lastActiveAt: account.lastActiveAt,
    })
    .from(account)
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(where)
    // Databases differ in where they put what is empty: who never came is last in all of them.
    .orderBy(...(order === 'visit' ? [asc(isNull(account.lastActiveAt)), desc(account.lastActiveAt)] : []), ...byName)
    .limit(PEOPLE_PER_PAGE)
    .offset(offset)
  const held = await rolesHeld(
    rows.map(({ id }) => id),
    now,
  )
  const people = rows.map(({ suspendedAt, erasureDueAt, ...person }) => ({
    ...person,
    state: accountState({ suspendedAt, erasureDueAt, lastActiveAt: person.lastActiveAt }),
    roles: roles.filter((role) => held.some((grant) => grant.accountId === person.id && grant.role === role)),
  }))
  return { people, total, ...shown }
}

async function rolesHeld(accountIds: string[], now: number): Promise<{ accountId: string; role: Role }[]> {
  return await reader
    .selectDistinct({ accountId: roleGrant.accountId, role: roleGrant.role })
    .from(roleGrant)
    .where(and(inArray(roleGrant.accountId, accountIds), grantInForce(now)))
}
