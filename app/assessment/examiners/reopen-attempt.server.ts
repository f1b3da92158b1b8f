import { eq } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Transaction } from '#db/client.server.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { type ChangeRefusal, refusalToReopen, reopenedDue } from './attempt-change.ts'
import { type AttemptPlace, type ExaminedAttempt, findExaminedAttempt } from './examined-attempt-queries.server.ts'
import { recordQuizEvent } from './record-quiz-event.server.ts'

/**
 * Makes an attempt that was handed in one under way again, in the change `tx`: its answers stay, its marks and result are
 * withdrawn until it is handed in anew. Where its quiz has a limit, `minutes` of new time begin now. `seen` as in
 * `extendAttempt`; progress is for the caller to move. `now` is milliseconds UTC.
 * Throws NotFound unless the viewer teaches the course.
 */
export async function reopenAttempt(
  {
    viewer,
    slug,
    attemptId,
    seen,
    minutes,
    reason,
    now,
  }: AttemptPlace & { seen: string; minutes: number | null; reason: string; now: number },
  tx: Transaction,
): Promise<{ status: 'reopened'; attempt: ExaminedAttempt } | { status: 'refused'; refusal: ChangeRefusal }> {
  const found = await findExaminedAttempt({ viewer, slug, attemptId }, tx)
  if (!found) throw new NotFound()
  const refusal = found.lastChange === seen ? refusalToReopen(found) : 'stale'
  if (refusal) return { status: 'refused', refusal }
  const isTimed = found.dueAt !== null
  if (isTimed && minutes === null) return { status: 'refused', refusal: 'minutes' }
  const given = isTimed ? minutes : null
  const dueAt = reopenedDue(given, now)
  await tx
    .update(attempt)
    .set({ dueAt, submittedAt: null, endedBy: null, score: null, maxScore: null, passed: null })
    .where(eq(attempt.id, attemptId))
  await tx
    .update(attemptQuestion)
    .set({ mark: null, askedMark: null, regradeId: null })
    .where(eq(attemptQuestion.attemptId, attemptId))
  const { courseId, quizId, person } = found
  const actorId = viewer.accountId
  await recordQuizEvent(
    {
      kind: 'reopened',
      at: now,
      courseId,
      quizId,
      accountId: person.id,
      attemptId,
      actorId,
      facts: { minutes: given, until: dueAt, scorePercent: found.scorePercent ?? 0, reason },
    },
    tx,
  )
  const subject = { kind: 'account', id: person.id } as const
  const act = { action: 'attempt-reopened' as const, actorId, subject, facts: { courseId, minutes: given ?? 0 } }
  await recordAudit({ acts: [act], now }, tx)
  return { status: 'reopened', attempt: found }
}
