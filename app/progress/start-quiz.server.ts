import { and, eq } from 'drizzle-orm'
import type { Refusal } from '#app/assessment/attempt-rules.ts'
import { beginAttempt } from '#app/assessment/begin-attempt.server.ts'
import type { ConditionRefusal } from '#app/assessment/conditions/conditions.ts'
import type { Seat } from '#app/assessment/conditions/seat.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { courseProgress } from '#db/schema/progress.ts'
import { endOwnOverdue } from './end-overdue-attempts.server.ts'
import { recordEvents } from './record-event.server.ts'

/**
 * Begins an attempt at a quiz, or takes up the one under way, and makes the quiz the place to resume. One whose time is
 * over is handed in first. Whether the rules of the quiz allow to begin is asked inside the change: of two requests at
 * once only one begins. Throws BrokenRule when the activity is not a quiz that asks something.
 */
export async function startQuiz({
  accountId,
  outline,
  activity,
  seat,
  code,
  now,
}: {
  accountId: string
  outline: CourseOutline
  activity: Activity
  seat: Seat
  /** The access code that was typed; empty for none. */
  code: string
  now: number
}): Promise<{ status: 'begun'; attemptId: string } | { status: 'refused'; refusal: Refusal | ConditionRefusal }> {
  const { courseId, revisionId } = outline
  return await write(async (tx) => {
    await endOwnOverdue({ accountId, quizId: activity.id, now }, tx)
    const begun = await beginAttempt({ accountId, outline, activity, seat, code, now }, tx)
    if (begun.status === 'refused') return begun
    const { status, attemptId, number, resumed } = begun
    // Taking the same attempt up again tells nothing new.
    if (resumed && (await resumesAt({ accountId, courseId, activityId: activity.id }, tx))) return { status, attemptId }
    const event = {
      verb: 'quiz-started' as const,
      accountId,
      courseId,
      courseRevisionId: revisionId,
      activityId: activity.id,
      result: { attemptId, number, resumed },
      occurredAt: now,
    }
    await recordEvents({ events: [event] }, tx)
    return { status, attemptId }
  })
}

async function resumesAt(
  { accountId, courseId, activityId }: { accountId: string; courseId: string; activityId: string },
  tx: Transaction,
): Promise<boolean> {
  const [course] = await tx
    .select({ resumeActivityId: courseProgress.resumeActivityId })
    .from(courseProgress)
    .where(and(eq(courseProgress.accountId, accountId), eq(courseProgress.courseId, courseId)))
  return course?.resumeActivityId === activityId
}
