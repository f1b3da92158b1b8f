import { and, eq } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { cohort, programme } from '#db/schema/programmes.ts'
import { drawJoinCode } from './draw-join-code.server.ts'
import type { NewCohort } from './programme.ts'
import { managedBy } from './programme-scope.server.ts'

/**
 * Adds a cohort, open for joining with a new code. `now` in milliseconds UTC, `dueOn` the first millisecond of a day.
 * Throws NotFound when there is no such programme or the viewer does not manage it.
 */
export async function createCohort(
  asked: NewCohort & { viewer: Viewer; programmeId: string; now: number },
): Promise<{ status: 'created'; cohortId: string } | { status: 'name-taken' }> {
  const { viewer, programmeId, name, dueOn, now } = asked
  return await write(async (tx) => {
    const managed = await tx
      .select({ id: programme.id })
      .from(programme)
      .where(and(eq(programme.id, programmeId), managedBy(viewer)))
    if (managed.length === 0) throw new NotFound()
    const same = await tx
      .select({ id: cohort.id })
      .from(cohort)
      .where(and(eq(cohort.programmeId, programmeId), eq(cohort.name, name)))
    if (same.length > 0) return { status: 'name-taken' }
    const cohortId = newId()
    const joinCode = await drawJoinCode(tx)
    await tx.insert(cohort).values({ id: cohortId, programmeId, name, joinCode, dueOn, createdAt: now })
    const subject = { kind: 'cohort', id: cohortId } as const
    const facts = { programmeId }
    await recordAudit({ acts: [{ action: 'cohort-created', actorId: viewer.accountId, subject, facts }], now }, tx)
    return { status: 'created', cohortId }
  })
}
