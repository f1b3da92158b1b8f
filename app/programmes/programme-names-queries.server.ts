import { eq, inArray } from 'drizzle-orm'
import { isAdministrator, type Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { cohort, programme } from '#db/schema/programmes.ts'

/** Names by id of some programmes, and of some cohorts with their programme's, for administrators. Nothing for anyone else. */
export async function findProgrammeNames(asked: {
  viewer: Viewer
  programmeIds: readonly string[]
  cohortIds: readonly string[]
}): Promise<{ programmes: Map<string, string>; cohorts: Map<string, string> }> {
  const found = { programmes: new Map<string, string>(), cohorts: new Map<string, string>() }
  if (!isAdministrator(asked.viewer)) return found
  const { programmeIds, cohortIds } = asked
  if (programmeIds.length > 0) {
    const rows = await reader
      .select({ id: programme.id, name: programme.name })
      .from(programme)
      .where(inArray(programme.id, [...programmeIds]))
    for (const { id, name } of rows) found.programmes.set(id, name)
  }
  if (cohortIds.length > 0) {
    const rows = await reader
      .select({ id: cohort.id, name: cohort.name, programmeName: programme.name })
      .from(cohort)
      .innerJoin(programme, eq(programme.id, cohort.programmeId))
      .where(inArray(cohort.id, [...cohortIds]))
    for (const { id, name, programmeName } of rows) found.cohorts.set(id, `${programmeName}: ${name}`)
  }
  return found
}
