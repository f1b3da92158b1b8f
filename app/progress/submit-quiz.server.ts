import { markAttempt, type MarkedAttempt } from '#app/assessment/mark-attempt.server.ts'
import { findAttemptMarks } from '#app/assessment/attempt-marks-queries.server.ts'
import { write } from '#db/client.server.ts'
import { recordEvents } from './record-event.server.ts'

/**
 * Hands in an attempt: marks it, and moves progress when it passed. Handing in again gives the first result and changes
 * nothing. `completedCourse` says whether this act completed the whole course.
 * Throws NotFound unless the attempt is this person's own.
 */
export async function submitQuiz({
  accountId,
  attemptId,
  now,
}: {
  accountId: string
  attemptId: string
  now: number
}): Promise<
  Pick<MarkedAttempt, 'courseId' | 'quizId' | 'scorePercent' | 'passed'> & {
    status: 'marked' | 'already-marked'
    completedCourse: boolean
  }
> {
  return await write(async (tx) => {
    const { status, attempt } = await markAttempt({ accountId, attemptId, now }, tx)
    const { courseId, courseRevisionId, quizId, quizKind, number, scorePercent, passed, submittedAt } = attempt
    const answer = { status, courseId, quizId, scorePercent, passed }
    if (status === 'already-marked') return { ...answer, completedCourse: false }
    const marks = await findAttemptMarks({ attemptId }, tx)
    const event = {
      verb: 'quiz-submitted' as const,
      accountId,
      courseId,
      courseRevisionId,
      activityId: quizId,
      result: { attemptId, number, quizKind, scorePercent, passed, marks },
      occurredAt: submittedAt,
    }
    const recorded = await recordEvents({ events: [event] }, tx)
    return { ...answer, completedCourse: recorded.some(({ verb }) => verb === 'course-completed') }
  })
}
