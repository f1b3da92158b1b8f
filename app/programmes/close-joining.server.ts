import { eq } from 'drizzle-orm'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { cohort } from '#db/schema/programmes.ts'
import { requireCohort } from './require-cohort.server.ts'

/**
 * Takes a cohort's join code away: nobody joins by themselves any more, those who did stay.
 * `now` in milliseconds UTC. Throws NotFound when there is no such cohort or the viewer does not manage it.
 */
export async function closeJoining(asked: { viewer: Viewer; cohortId: string; now: number }): Promise<void> {
  await write(async (tx) => {
    await requireCohort(asked, tx)
    await tx.update(cohort).set({ joinCode: null }).where(eq(cohort.id, asked.cohortId))
    const { viewer, cohortId, now } = asked
    const subject = { kind: 'cohort', id: cohortId } as const
    const facts = { fields: ['joining'] }
    await recordAudit({ acts: [{ action: 'programme-changed', actorId: viewer.accountId, subject, facts }], now }, tx)
  })
}
