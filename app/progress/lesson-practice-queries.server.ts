import type { PracticeAnswer } from '#app/assessment/practice-answer.server.ts'
import { findActivityQuestions } from '#app/content/course-queries.server.ts'
import type { Question } from '#app/content/question.ts'
import { practicePlaces } from './practice-order.server.ts'
import { type PracticeView, viewPractice } from './practice.ts'

/**
 * The practice questions of a lesson as one person is to see them, by question id. `questions` are those of the lesson's
 * document; `again` names one that the person wants to answer anew.
 */
export async function findLessonPractice({
  accountId,
  revisionId,
  lessonId,
  questions,
  answers,
  again,
}: {
  accountId: string
  revisionId: string
  lessonId: string
  questions: readonly Question[]
  answers: readonly PracticeAnswer[]
  again: string | null
}): Promise<Record<string, PracticeView>> {
  if (questions.length === 0) return {}
  const asked = await findActivityQuestions({ revisionId, activityId: lessonId })
  const views: Record<string, PracticeView> = {}
  for (const { questionId, questionHash } of asked) {
    const question = questions.find(({ id }) => id === questionId)
    if (!question) continue
    const order = practicePlaces({ accountId, question })
    const answer = answers.find((given) => given.questionId === questionId && questionId !== again) ?? null
    views[questionId] = viewPractice({ question, questionHash, order, answer })
  }
  return views
}
