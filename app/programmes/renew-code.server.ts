import { eq } from 'drizzle-orm'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { cohort } from '#db/schema/programmes.ts'
import { drawJoinCode } from './draw-join-code.server.ts'
import { requireCohort } from './require-cohort.server.ts'

/**
 * Gives a cohort a new join code; the old one stops working. Opens a cohort that was closed for joining.
 * `now` in milliseconds UTC. Throws NotFound when there is no such cohort or the viewer does not manage it.
 */
export async function renewCode(asked: {
  viewer: Viewer
  cohortId: string
  now: number
}): Promise<{ joinCode: string }> {
  return await write(async (tx) => {
    await requireCohort(asked, tx)
    const joinCode = await drawJoinCode(tx)
    await tx.update(cohort).set({ joinCode }).where(eq(cohort.id, asked.cohortId))
    const { viewer, cohortId, now } = asked
    const subject = { kind: 'cohort', id: cohortId } as const
    const facts = { fields: ['joinCode'] }
    await recordAudit({ acts: [{ action: 'programme-changed', actorId: viewer.accountId, subject, facts }], now }, tx)
    return { joinCode }
  })
}
