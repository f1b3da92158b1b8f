import { placesToOptions } from '#app/assessment/option-order.ts'
import { findActivityQuestions, findQuestions } from '#app/content/course-queries.server.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { BrokenRule } from '#app/errors.ts'
import { answerPractice } from './answer-practice.server.ts'
import { practiceOrder } from './practice-order.server.ts'
import { wordingOf } from './practice.ts'

/**
 * Takes an answer to a practice question as a lesson's page posed it: `places` are displayed places of options,
 * `wording` tells which wording was seen. 'changed' when the lesson asks it in other words by now, or no longer:
 * places of one wording mean nothing in another. Throws BrokenRule for places that the page did not offer.
 */
export async function answerShownPractice({
  accountId,
  outline,
  lesson,
  questionId,
  wording,
  places,
  review,
  now,
}: {
  accountId: string
  outline: CourseOutline
  lesson: Activity
  questionId: string
  wording: string
  places: readonly number[]
  /** Asked in a review: `lesson` may then be the module quiz that the question stands in. */
  review?: boolean
  now: number
}): Promise<{ status: 'answered' | 'unanswered' | 'changed' }> {
  const asked = await findActivityQuestions({ revisionId: outline.revisionId, activityId: lesson.id })
  const questionHash = asked.find((question) => question.questionId === questionId)?.questionHash
  if (!questionHash || wordingOf(questionHash) !== wording) return { status: 'changed' }
  if (places.length === 0) return { status: 'unanswered' }
  const question = (await findQuestions([questionHash])).get(questionHash)
  if (!question) throw new Error(`The wording ${questionHash} is missing`)
  const order = practiceOrder({ accountId, questionId, count: question.options.length })
  const answer = placesToOptions(order, places)
  if (!answer) throw new BrokenRule('The question has no such option')
  await answerPractice({ accountId, outline, lesson, questionId, questionHash, answer, review, now })
  return { status: 'answered' }
}
