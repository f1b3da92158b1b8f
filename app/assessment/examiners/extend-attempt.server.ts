import { eq } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { write } from '#db/client.server.ts'
import { attempt } from '#db/schema/assessment.ts'
import { type ChangeRefusal, extendedDue, refusalToExtend } from './attempt-change.ts'
import { type AttemptPlace, findExaminedAttempt } from './examined-attempt-queries.server.ts'
import { recordQuizEvent } from './record-quiz-event.server.ts'

/**
 * Gives an attempt under way more time, from its end on or, when that is over and was not noticed yet, from now. What
 * was done, by whom and why is recorded in the same change. `seen` is the last change that the examiner's page showed:
 * of two forms made at one time, or one sent twice, the first counts. `now` and `dueAt` are milliseconds UTC.
 * Throws NotFound unless the viewer teaches the course.
 */
export async function extendAttempt({
  viewer,
  slug,
  attemptId,
  seen,
  minutes,
  reason,
  now,
}: AttemptPlace & { seen: string; minutes: number; reason: string; now: number }): Promise<
  { status: 'extended'; dueAt: number } | { status: 'refused'; refusal: ChangeRefusal }
> {
  return await write(async (tx) => {
    const found = await findExaminedAttempt({ viewer, slug, attemptId }, tx)
    if (!found) throw new NotFound()
    const refusal = found.lastChange === seen ? refusalToExtend(found) : 'stale'
    if (refusal || found.dueAt === null) return { status: 'refused', refusal: refusal ?? 'no-limit' }
    const dueAt = extendedDue(found.dueAt, minutes, now)
    await tx.update(attempt).set({ dueAt }).where(eq(attempt.id, attemptId))
    const { courseId, quizId, person } = found
    const actorId = viewer.accountId
    await recordQuizEvent(
      {
        kind: 'extended',
        at: now,
        courseId,
        quizId,
        accountId: person.id,
        attemptId,
        actorId,
        facts: { minutes, until: dueAt, reason },
      },
      tx,
    )
    const subject = { kind: 'account', id: person.id } as const
    const act = { action: 'attempt-extended' as const, actorId, subject, facts: { courseId, minutes } }
    await recordAudit({ acts: [act], now }, tx)
    return { status: 'extended', dueAt }
  })
}
