import type { Answer } from '#app/assessment/answer.ts'
import { markPractice } from '#app/assessment/mark-practice.server.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { write } from '#db/client.server.ts'
import { recordEvents } from './record-event.server.ts'

/**
 * Marks an answer to a practice question that the lesson asks; `answer` is one to the wording
 * `questionHash`. Practice never completes anything. Gives the mark (0 to 1) and the number of tries so far.
 * Throws NotFound for a wording that does not exist, BrokenRule for an answer that does not fit it.
 */
export async function answerPractice({
  accountId,
  outline,
  lesson,
  questionId,
  questionHash,
  answer,
  now,
}: {
  accountId: string
  outline: CourseOutline
  lesson: Activity
  questionId: string
  questionHash: string
  answer: Answer
  now: number
}): Promise<{ mark: number; tries: number }> {
  return await write(async (tx) => {
    const marked = await markPractice({ accountId, lessonId: lesson.id, questionId, questionHash, answer, now }, tx)
    const event = {
      verb: 'practice-answered' as const,
      accountId,
      courseId: outline.courseId,
      courseRevisionId: outline.revisionId,
      activityId: lesson.id,
      // The log is never changed, and must hold no words of a person who may wish them erased.
      result: { questionId, questionHash, answer: typeof answer === 'string' ? '' : answer, ...marked },
      occurredAt: now,
    }
    await recordEvents({ events: [event] }, tx)
    return marked
  })
}
