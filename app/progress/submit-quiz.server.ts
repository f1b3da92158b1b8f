import { markAttempt, type MarkedAttempt } from '#app/assessment/mark-attempt.server.ts'
import { findAttemptMarks } from '#app/assessment/attempt-marks-queries.server.ts'
import { isAttemptOverdue } from '#app/assessment/overdue-attempt-queries.server.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { recordEvents } from './record-event.server.ts'

type Own = { accountId: string; attemptId: string; now: number }

/**
 * Hands in an attempt: marks it, and moves progress when it passed. Handing in again gives the first result and changes
 * nothing. `completedCourse` says whether this act completed the whole course.
 * Throws NotFound unless the attempt is this person's own.
 */
export async function submitQuiz(own: Own): Promise<
  Pick<MarkedAttempt, 'courseId' | 'quizId' | 'scorePercent' | 'passed'> & {
    status: 'marked' | 'already-marked'
    completedCourse: boolean
  }
> {
  return await write(async (tx) => {
    const { status, attempt } = await markAttempt(own, tx)
    const { courseId, quizId, scorePercent, passed } = attempt
    const completedCourse = status === 'marked' && (await recordSubmission(own, attempt, tx))
    return { status, courseId, quizId, scorePercent, passed, completedCourse }
  })
}

/**
 * Hands in an attempt whose time is over, with what was saved, in the change `tx`; any other stays as it is. The time
 * counts again inside the change: who was given more of it meanwhile goes on.
 */
export async function submitOverdue(own: Own, tx: Transaction): Promise<{ ended: boolean }> {
  if (!(await isAttemptOverdue(own, tx))) return { ended: false }
  const { attempt } = await markAttempt(own, tx)
  await recordSubmission(own, attempt, tx)
  return { ended: true }
}

async function recordSubmission(
  { accountId, attemptId }: Own,
  attempt: MarkedAttempt,
  tx: Transaction,
): Promise<boolean> {
  const { courseId, courseRevisionId, quizId, quizKind, counts, number, scorePercent, passed, submittedAt } = attempt
  const marks = await findAttemptMarks({ attemptId }, tx)
  const result = { attemptId, number, quizKind, scorePercent, passed, marks, ...(counts === 'best' ? {} : { counts }) }
  const event = {
    verb: 'quiz-submitted' as const,
    accountId,
    courseId,
    courseRevisionId,
    activityId: quizId,
    result,
    occurredAt: submittedAt,
  }
  const recorded = await recordEvents({ events: [event] }, tx)
  return recorded.some(({ verb }) => verb === 'course-completed')
}
