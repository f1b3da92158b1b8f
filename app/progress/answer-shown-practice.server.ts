import { completeness } from '#app/assessment/answer.ts'
import { type AnswerFields, readAnswer } from '#app/assessment/answer-fields.ts'
import { findActivityQuestions, findQuestions } from '#app/content/course-queries.server.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { BrokenRule } from '#app/errors.ts'
import { answerPractice } from './answer-practice.server.ts'
import { practicePlaces } from './practice-order.server.ts'
import { wordingOf } from './practice.ts'

/**
 * Takes an answer to a practice question as a lesson's page posed it: `fields` are those of
 * its form, `wording` tells which wording was seen. 'changed' when the lesson asks it in other words by now, or no longer:
 * places of one wording mean nothing in another. Throws BrokenRule for what the page did not offer.
 */
export async function answerShownPractice({
  accountId,
  outline,
  lesson,
  questionId,
  wording,
  fields,
  now,
}: {
  accountId: string
  outline: CourseOutline
  lesson: Activity
  questionId: string
  wording: string
  fields: AnswerFields
  now: number
}): Promise<{ status: 'answered' | 'unanswered' | 'changed' }> {
  const asked = await findActivityQuestions({ revisionId: outline.revisionId, activityId: lesson.id })
  const questionHash = asked.find((question) => question.questionId === questionId)?.questionHash
  if (!questionHash || wordingOf(questionHash) !== wording) return { status: 'changed' }
  const question = (await findQuestions([questionHash])).get(questionHash)
  if (!question) throw new Error(`The wording ${questionHash} is missing`)
  const answer = readAnswer({ question, order: practicePlaces({ accountId, question }), fields })
  if (answer === 'unusable') throw new BrokenRule('The question has no such answer')
  if (completeness(answer) !== 'complete' || answer === null) return { status: 'unanswered' }
  await answerPractice({ accountId, outline, lesson, questionId, questionHash, answer, now })
  return { status: 'answered' }
}
