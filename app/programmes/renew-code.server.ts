import { eq } from 'drizzle-orm'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { cohort } from '#db/schema/programmes.ts'
import { drawJoinCode } from './draw-join-code.server.ts'
import { requireCohort } from './require-cohort.server.ts'

/**
 * Gives a cohort a new join code; the old one stops working. Opens a cohort that was closed for joining.
 * Throws NotFound when there is no such cohort or the viewer does not manage it.
 */
export async function renewCode(asked: { viewer: Viewer; cohortId: string }): Promise<{ joinCode: string }> {
  return await write(async (tx) => {
    await requireCohort(asked, tx)
    const joinCode = await drawJoinCode(tx)
    await tx.update(cohort).set({ joinCode }).where(eq(cohort.id, asked.cohortId))
    return { joinCode }
  })
}
