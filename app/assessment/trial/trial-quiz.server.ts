import type { Question } from '#app/content/question.ts'
import { poseQuestion } from '#app/content/question.ts'
import type { QuizSettings } from '#app/content/quiz-settings.ts'
import { readAnswer } from '../answer-fields.ts'
import type { Answer } from '../answer.ts'
import type { PosedInAttempt } from '../attempt-queries.server.ts'
import { type ArticleResult, type ReviewedQuestion, reviewQuestion, summariseArticles } from '../attempt-result.ts'
import { type Disclosure, disclosureOf } from '../attempt-rules.ts'
import { drawPlaces } from '../draw-order.server.ts'
import { isPass, markAnswer, scorePercent } from '../marking.ts'
import type { PostedAnswer } from '../posted-answers.ts'
import { readOrder } from './trial-order.ts'

/** A question as a learner would be asked it; `order` travels with the form, since nothing of a trial is stored. */
export type PosedInTrial = Pick<PosedInAttempt, 'position' | 'question' | 'given'> & { order: readonly number[] }

/** How a trial came out, told as the rules of the quiz would tell a learner after a first attempt. */
export type TrialResult = {
  score: number
  maxScore: number
  scorePercent: number
  passed: boolean
  disclosure: Disclosure
  /** None where right answers are not shown. */
  questions: ReviewedQuestion[]
  byArticle: ArticleResult[]
}

/** The questions of a quiz, all of them and in the authored order, as an author tries them out. */
export function poseTrial(questions: readonly Question[], { shuffle }: Pick<QuizSettings, 'shuffle'>): PosedInTrial[] {
  return questions.map((question, position) => {
    const order = drawPlaces({ question, shuffle })
    return { position, question: poseQuestion(question, order), given: {}, order }
  })
}

/**
 * Marks what was answered in a trial. Nothing is stored. `orders` are those that the form was displayed in, by position.
 * `unusable` for what it never offered: the files may have changed since.
 */
export function markTrial({
  questions,
  settings,
  orders,
  answers,
}: {
  questions: readonly Question[]
  settings: QuizSettings
  orders: ReadonlyMap<number, string>
  answers: readonly PostedAnswer[]
}): { status: 'marked'; result: TrialResult } | { status: 'unusable' } {
  const asked: { position: number; question: Question; order: number[]; answer: Answer | null; mark: number }[] = []
  for (const [position, question] of questions.entries()) {
    const order = readOrder(question, orders.get(position) ?? '')
    if (!order) return { status: 'unusable' }
    const fields = answers.find((one) => one.position === position)?.fields ?? new Map()
    const answer = readAnswer({ question, order, fields })
    if (answer === 'unusable') return { status: 'unusable' }
    asked.push({ position, question, order, answer, mark: markAnswer(question, answer) })
  }
  if (answers.some(({ position }) => position >= questions.length)) return { status: 'unusable' }
  const score = asked.reduce((total, { mark }) => total + mark, 0)
  const maxScore = asked.length
  const percent = scorePercent(score, maxScore)
  const passed = isPass(percent, settings.passMark)
  const disclosure = disclosureOf(settings, [{ submittedAt: 0, passed }])
  return {
    status: 'marked',
    result: {
      score,
      maxScore,
      scorePercent: percent,
      passed,
      disclosure,
      questions: disclosure === 'shown' ? asked.map(reviewQuestion) : [],
      byArticle: summariseArticles(asked.map(({ question, mark }) => ({ articles: question.articles, mark }))),
    },
  }
}
