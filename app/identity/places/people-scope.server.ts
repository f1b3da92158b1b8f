import { inArray, or, type SQL, sql } from 'drizzle-orm'
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
    // Ids hold no sign that LIKE knows.
    ...scope.agencies.map((agencyId) => sql`${agency.path} like ${`%/${agencyId}/%`}`),
  ].filter((condition) => condition !== undefined)
  return or(...reached) ?? sql`1 = 0`
}
