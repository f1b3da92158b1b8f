import type { ChangeRefusal } from '#app/assessment/examiners/attempt-change.ts'
import type { AttemptPlace } from '#app/assessment/examiners/examined-attempt-queries.server.ts'
import { reopenAttempt } from '#app/assessment/examiners/reopen-attempt.server.ts'
import { write } from '#db/client.server.ts'
import { recordEvents } from './record-event.server.ts'

/**
 * Lets a person go on with an attempt that they handed in: its result counts for nothing until it is handed in again,
 * in their progress, their competence and the questions that come back to them. What it completed stays completed.
 * `minutes` of new time are for a quiz with a limit. `now` is milliseconds UTC.
 * Throws NotFound unless the viewer teaches the course.
 */
export async function reopenQuiz(
  asked: AttemptPlace & { seen: string; minutes: number | null; reason: string; now: number },
): Promise<{ status: 'reopened' } | { status: 'refused'; refusal: ChangeRefusal }> {
  return await write(async (tx) => {
    const reopened = await reopenAttempt(asked, tx)
    if (reopened.status === 'refused') return reopened
    const { id, courseId, revisionId, quizId, number, person } = reopened.attempt
    const event = {
      verb: 'quiz-reopened' as const,
      accountId: person.id,
      courseId,
      courseRevisionId: revisionId,
      activityId: quizId,
      result: { attemptId: id, number },
      occurredAt: asked.now,
    }
    await recordEvents({ events: [event] }, tx)
    return { status: 'reopened' }
  })
}
