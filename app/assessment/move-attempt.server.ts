import { and, eq } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { attempt } from '#db/schema/assessment.ts'
import { checkConditions } from './conditions/check-conditions.server.ts'
import type { ConditionRefusal } from './conditions/conditions.ts'
import { findConditions } from './conditions/conditions-queries.server.ts'
import { isSeatedAt, type Seat } from './conditions/seat.ts'
import { recordQuizEvent } from './examiners/record-quiz-event.server.ts'

/**
 * Takes an attempt that belongs to another browser to this one, on the conditions of beginning: who lost a device, or
 * signed in anew, goes on with what was saved. The other browser can save no more. `now` in milliseconds UTC.
 * Throws NotFound unless the attempt is this person's own.
 */
export async function moveAttempt({
  accountId,
  attemptId,
  seat,
  code,
  now,
}: {
  accountId: string
  attemptId: string
  seat: Seat
  code: string
  now: number
}): Promise<{ status: 'moved' | 'here' | 'already-submitted' } | { status: 'refused'; refusal: ConditionRefusal }> {
  return await write(async (tx) => {
    const own = and(eq(attempt.id, attemptId), eq(attempt.accountId, accountId))
    const [found] = await tx
      .select({
        courseId: attempt.courseId,
        quizId: attempt.quizId,
        submittedAt: attempt.submittedAt,
        heldBy: attempt.heldBy,
      })
      .from(attempt)
      .where(own)
    if (!found) throw new NotFound()
    const { courseId, quizId } = found
    const place = { at: now, courseId, quizId, accountId, attemptId }
    if (found.submittedAt !== null) return { status: 'already-submitted' }
    if (isSeatedAt(found, seat)) return { status: 'here' }
    const conditions = await findConditions({ quizId }, tx)
    const refusal = await checkConditions({ ...place, conditions, address: seat.address, code }, tx)
    if (refusal) return { status: 'refused', refusal }
    await recordQuizEvent({ ...place, kind: 'moved', facts: {} }, tx)
    await tx.update(attempt).set({ heldBy: seat.session }).where(own)
    return { status: 'moved' }
  })
}
