import { and, asc, count, desc, eq, inArray } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { isPresent } from '../accounts/present-account.server.ts'
import { grantInForce } from '../roles/grant-in-force.server.ts'
import {
  administeredPeople,
  canChangeAgency,
  canMoveAgency,
  canSeePeopleOf,
  type Place,
  type Role,
  type Viewer,
} from '../viewer.ts'
import { type Agency, idsOfPath, isWithin } from './agency.ts'
import { findAgency } from './agency-queries.server.ts'
import { peopleWithin } from './people-scope.server.ts'

export type AgencyPage = Agency & {
  /** From the top; those the viewer administers can be opened. */
  above: { id: string; name: string; opens: boolean }[]
  /** The agencies right below, by name. */
  below: { id: string; name: string }[]
  own: number
  /** At the agency or below it. */
  people: number
  /** Who holds a role over this very agency, the latest first, as far as the viewer finds them in lists. */
  holders: { accountId: string; displayName: string; role: Role }[]
  /** Whether it may be moved or removed by the viewer, who must administer what is above it, too. */
  movable: boolean
  /** Where it could go: agencies of the country that the viewer administers, and not itself or below it. */
  targets: Agency[]
  /** Whether it could go to the top of its country. */
  toTop: boolean
}

/** One agency that the viewer administers, for its page; null for any other. */
export async function findAgencyPage({
  viewer,
  agencyId,
  now,
}: {
  viewer: Viewer
  agencyId: string
  now: number
}): Promise<AgencyPage | null> {
  const found = await findAgency(agencyId, reader)
  if (!found || !canChangeAgency(viewer, found)) return null
  const { countryCode } = found
  const top: Place = { countryCode, path: '' }
  const aboveIds = idsOfPath(found.path).slice(0, -1)
  const [reached, aboveRows, counts, holders] = await Promise.all([
    reader
      .select({ id: agency.id, name: agency.name, countryCode: agency.countryCode, path: agency.path })
      .from(agency)
      .where(and(eq(agency.countryCode, countryCode), peopleWithin(administeredPeople(viewer))))
      .orderBy(asc(agency.name)),
    reader
      .select({ id: agency.id, name: agency.name, path: agency.path })
      .from(agency)
      .where(inArray(agency.id, aboveIds)),
    reader
      .select({ agencyId: account.agencyId, people: count() })
      .from(account)
      .innerJoin(agency, eq(agency.id, account.agencyId))
      .where(and(isPresent, eq(agency.countryCode, countryCode)))
      .groupBy(account.agencyId),
    listHolders({ viewer, agencyId, now }),
  ])
  const above = aboveIds.flatMap((id) => {
    const row = aboveRows.find((other) => other.id === id)
    return row ? [{ id, name: row.name, opens: canChangeAgency(viewer, { countryCode, path: row.path }) }] : []
  })
  const inside = reached.filter((other) => isWithin(other, found))
  const peopleAt = (id: string) => counts.find((row) => row.agencyId === id)?.people ?? 0
  const parentPath = aboveRows.find(({ id }) => id === aboveIds.at(-1))?.path
  const from: Place = aboveIds.length === 0 ? top : parentPath === undefined ? null : { countryCode, path: parentPath }
  const movable = canMoveAgency(viewer, from, null)
  return {
    ...found,
    above,
    below: inside.flatMap(({ id, name, path }) => (idsOfPath(path).at(-2) === agencyId ? [{ id, name }] : [])),
    own: peopleAt(agencyId),
    people: inside.reduce((sum, { id }) => sum + peopleAt(id), 0),
    holders,
    movable,
    targets: movable ? reached.filter((other) => !isWithin(other, found) && other.id !== aboveIds.at(-1)) : [],
    toTop: aboveIds.length > 0 && canMoveAgency(viewer, from, top),
  }
}

async function listHolders({ viewer, agencyId, now }: { viewer: Viewer; agencyId: string; now: number }) {
  const rows = await reader
    .select({
      accountId: account.id,
      displayName: account.displayName,
      role: roleGrant.role,
      countryCode: agency.countryCode,
      path: agency.path,
    })
    .from(roleGrant)
    .innerJoin(account, eq(account.id, roleGrant.accountId))
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .where(and(eq(roleGrant.scopeKind, 'agency'), eq(roleGrant.scopeId, agencyId), grantInForce(now), isPresent))
    .orderBy(desc(roleGrant.grantedAt), desc(roleGrant.id))
  return rows.flatMap(({ countryCode, path, ...holder }) => {
    const place = countryCode !== null && path !== null ? { countryCode, path } : null
    return canSeePeopleOf(viewer, place) ? [holder] : []
  })
}
