import { eq, inArray } from 'drizzle-orm'
import { countryName } from '#app/identity/places/countries.ts'
import type { ScopeNames } from '#app/identity/ui/grant-text.ts'
import type { Grant, ScopeKind } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { course, courseRevision } from '#db/schema/content.ts'
import { agency } from '#db/schema/identity.ts'
import { cohort, programme } from '#db/schema/programmes.ts'

type Named = { id: string; name: string }

/** The names of what somebody's own roles are held over: one query for each kind of thing there is. */
export async function findScopeNames(grants: readonly Grant[], locale: string): Promise<ScopeNames> {
  const named = async (kind: ScopeKind, find: (ids: string[]) => Promise<Named[]>) => {
    const ids = grants.filter(({ scopeKind }) => scopeKind === kind).map(({ scopeId }) => scopeId)
    const found = ids.length > 0 ? await find(ids) : []
    return Object.fromEntries(found.map(({ id, name }) => [id, name]))
  }
  return {
    country: await named('country', async (ids) => ids.map((id) => ({ id, name: countryName(id, locale) }))),
    agency: await named('agency', (ids) =>
      reader.select({ id: agency.id, name: agency.name }).from(agency).where(inArray(agency.id, ids)),
    ),
    programme: await named('programme', (ids) =>
      reader.select({ id: programme.id, name: programme.name }).from(programme).where(inArray(programme.id, ids)),
    ),
    cohort: await named('cohort', (ids) =>
      reader.select({ id: cohort.id, name: cohort.name }).from(cohort).where(inArray(cohort.id, ids)),
    ),
    course: await named('course', (ids) =>
      reader
        .select({ id: course.id, name: courseRevision.title })
        .from(course)
        .innerJoin(courseRevision, eq(courseRevision.id, course.currentRevisionId))
        .where(inArray(course.id, ids)),
    ),
  }
}
