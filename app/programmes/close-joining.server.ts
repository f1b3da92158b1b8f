import { eq } from 'drizzle-orm'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { cohort } from '#db/schema/programmes.ts'
import { requireCohort } from './require-cohort.server.ts'

/**
 * Takes a cohort's join code away: nobody joins by themselves any more, those who did stay.
 * Throws NotFound when there is no such cohort or the viewer does not manage it.
 */
export async function closeJoining(asked: { viewer: Viewer; cohortId: string }): Promise<void> {
  await write(async (tx) => {
    await requireCohort(asked, tx)
    await tx.update(cohort).set({ joinCode: null }).where(eq(cohort.id, asked.cohortId))
  })
}
