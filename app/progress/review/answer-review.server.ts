import type { AnswerFields } from '#app/assessment/answer-fields.ts'
import { findCourseById } from '#app/content/course-queries.server.ts'
import { answerShownPractice } from '../answer-shown-practice.server.ts'
import { findReviewable } from './review-queries.server.ts'

/**
 * Takes an answer to a question that a review posed, as a lesson takes one to its practice question, and with the same
 * errors. 'already': it was answered and is not due again, as when a form is sent twice; what came of the first answer
 * stays. 'not-due': it is not this person's to review. 'changed': the course asks it in other words by now. `now` in
 * milliseconds UTC.
 */
export async function answerReview({
  accountId,
  questionId,
  now,
  ...shown
}: {
  accountId: string
  questionId: string
  wording: string
  fields: AnswerFields
  now: number
}): Promise<{ status: 'answered' | 'already' | 'unanswered' | 'changed' | 'not-due' }> {
  const card = await findReviewable({ accountId, questionId })
  if (!card) return { status: 'not-due' }
  if (card.dueAt > now) return { status: card.answer ? 'already' : 'not-due' }
  const outline = await findCourseById(card.courseId)
  const activity = outline?.activities.find(({ id }) => id === card.activityId)
  if (!outline || !activity) return { status: 'changed' }
  return await answerShownPractice({ ...shown, accountId, outline, lesson: activity, questionId, review: true, now })
}
