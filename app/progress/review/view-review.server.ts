import type { PracticeAnswer } from '#app/assessment/practice-answer.server.ts'
import { findLessonsOfArticles } from '#app/content/article-queries.server.ts'
import { findCourseById, findQuestions } from '#app/content/course-queries.server.ts'
import { activityHref, type CourseOutline } from '#app/content/outline.ts'
import { articleNumbers } from '#app/convention/article-reference.ts'
import { findLessonPractice } from '../lesson-practice-queries.server.ts'
import type { PracticeView } from '../practice.ts'
import type { AskedReview } from './review-page.ts'
import { findDueQuestions, findReviewable, type ReviewableQuestion } from './review-queries.server.ts'
import { chooseSitting } from './sitting.ts'

/** A question of a review as it is shown: its course, and where its subject is taught. */
export type ReviewedQuestion = {
  view: PracticeView
  course: { title: string; language: string }
  articles: readonly number[]
  lessons: readonly { href: string; title: string }[]
}

export type ReviewView = {
  sitting: readonly string[]
  /** Which of the sitting's questions is shown, from 1. */
  number: number
} & (
  | { status: 'asking'; question: ReviewedQuestion }
  /** `isLast`: nothing of the sitting is left. */
  | { status: 'answered'; question: ReviewedQuestion; isLast: boolean }
  /** `dueNow` questions wait beyond the sitting; else the next falls due at `nextAt`, if any ever does. */
  | { status: 'over'; dueNow: number; nextAt: number | null }
)

/**
 * What a person's review shows at an address: the feedback on the question just answered, the next of the sitting, or its
 * end. An address without a sitting begins one; a question of it that is not this person's, or not due, is passed over.
 * `now` in milliseconds UTC.
 */
export async function viewReview({
  accountId,
  asked,
  now,
}: {
  accountId: string
  asked: AskedReview
  now: number
}): Promise<ReviewView> {
  const { sitting: chosen, due, nextAt } = await findSitting({ accountId, asked, now })
  const left = chosen.flatMap((id) => due.find(({ questionId }) => questionId === id) ?? [])
  const numberOf = (questionId: string) => chosen.indexOf(questionId) + 1
  const shown = asked.shown === null ? null : await findReviewable({ accountId, questionId: asked.shown })
  if (shown?.answer && chosen.includes(shown.questionId)) {
    const question = await viewQuestion({ accountId, question: shown, answer: shown.answer })
    if (question?.view.status === 'answered') {
      const number = numberOf(shown.questionId)
      return { status: 'answered', sitting: chosen, number, question, isLast: left.length === 0 }
    }
  }
  const [next] = left
  const question = next && (await viewQuestion({ accountId, question: next, answer: null }))
  if (next && question) return { status: 'asking', sitting: chosen, number: numberOf(next.questionId), question }
  return { status: 'over', sitting: chosen, number: 0, dueNow: due.length, nextAt }
}

/** The questions of the sitting at an address, and what is due. `now` in milliseconds UTC. */
export async function findSitting({ accountId, asked, now }: { accountId: string; asked: AskedReview; now: number }) {
  const { due, nextAt } = await findDueQuestions({ accountId, now })
  const sitting = asked.sitting.length > 0 ? asked.sitting : chooseSitting(due).map(({ questionId }) => questionId)
  return { sitting, due, nextAt }
}

async function viewQuestion({
  accountId,
  question: { questionId, questionHash, courseId, activityId },
  answer,
}: {
  accountId: string
  question: ReviewableQuestion
  answer: PracticeAnswer | null
}): Promise<ReviewedQuestion | null> {
  const [outline, wordings] = await Promise.all([findCourseById(courseId), findQuestions([questionHash])])
  const question = wordings.get(questionHash)
  if (!outline || !question) return null
  const views = await findLessonPractice({
    accountId,
    revisionId: outline.revisionId,
    lessonId: activityId,
    questions: [question],
    answers: answer ? [answer] : [],
    again: null,
  })
  const view = views[questionId]
  if (!view) return null
  const articles = articleNumbers(question.articles)
  const { title, language } = outline
  const lessons = answer ? await findLessonsToRead({ outline, activityId, articles }) : []
  return { view, course: { title, language }, articles, lessons }
}

/** The lesson that the question stands in; for one of a quiz, those that teach its articles. */
async function findLessonsToRead({
  outline,
  activityId,
  articles,
}: {
  outline: CourseOutline
  activityId: string
  articles: readonly number[]
}): Promise<ReviewedQuestion['lessons']> {
  const own = outline.activities.find(({ id, kind }) => id === activityId && kind === 'lesson')
  const lessons = own ? [own] : await findLessonsOfArticles({ revisionId: outline.revisionId, articles })
  const byHref = new Map(lessons.map((lesson) => [activityHref(outline, lesson), lesson.title]))
  return [...byHref].map(([href, title]) => ({ href, title }))
}
