import { and, eq } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import type { Transaction } from '#db/client.server.ts'
import { cohort, programme } from '#db/schema/programmes.ts'
import { cohortManagedBy } from './programme-scope.server.ts'

/** Throws NotFound unless the cohort exists and this person manages it. */
export async function requireCohort(asked: { viewer: Viewer; cohortId: string }, tx: Transaction): Promise<void> {
  const found = await tx
    .select({ id: cohort.id })
    .from(cohort)
    .innerJoin(programme, eq(programme.id, cohort.programmeId))
    .where(and(eq(cohort.id, asked.cohortId), cohortManagedBy(asked.viewer)))
  if (found.length === 0) throw new NotFound()
}
