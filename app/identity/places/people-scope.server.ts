import { type Column, inArray, or, type SQL, sql } from 'drizzle-orm'
import { agency } from '#db/schema/identity.ts'
import type { PeopleScope } from '../viewer.ts'

/**
 * The condition that whoever works at `agency` (joined to the query) is reached: the SQL twin of `reaches` in viewer.ts.
 * Undefined, which is no condition, for everybody. People without an agency are reached by no other scope.
 */
export function peopleWithin(scope: PeopleScope): SQL | undefined {
  if (scope.everything) return undefined
  const reached = [
    scope.countries.length > 0 ? inArray(agency.countryCode, [...scope.countries]) : undefined,
    ...scope.agencies.map((agencyId) => pathHolds(agency.path, agencyId)),
  ].filter((condition) => condition !== undefined)
  return or(...reached) ?? sql`1 = 0`
}

/**
 * The condition that a path is that of this agency or leads through it. Letter for letter, whatever the id holds: LIKE
 * would know some signs and, in some databases, no capitals.
 */
export function pathHolds(path: Column, agencyId: string): SQL {
  return sql`replace(${path}, ${`/${agencyId}/`}, '') <> ${path}`
}
