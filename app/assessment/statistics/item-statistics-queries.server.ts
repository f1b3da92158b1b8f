import { findActivityQuestions, findQuestions } from '#app/content/course-queries.server.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import type { Question } from '#app/content/question.ts'
import { findTaughtOutline } from '#app/content/teaching/taught-outline-queries.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { findQuestionFigures, type QuestionFigures } from './question-figures.ts'
import { flagQuestion, type QuestionFlag } from './question-flags.ts'
import { findReliability, type QuizSummary, type Reliability, summariseScores } from './quiz-figures.ts'
import { countScores, readSittings } from './sitting-queries.server.ts'

export type SummarisedQuiz = { quiz: Activity; summary: QuizSummary }

/** The current revision of a course, and how people did in each of its quizzes. */
export type CourseStatistics = { outline: CourseOutline; quizzes: SummarisedQuiz[] }

export type QuestionStatistics = {
  question: Question
  figures: QuestionFigures
  /** Null where it is too early to judge. */
  flags: QuestionFlag[] | null
}

export type QuizStatistics = {
  reliability: Reliability
  /** Attempts that the figures of questions were made of. */
  attempts: number
  /** In the order of the quiz. */
  questions: QuestionStatistics[]
}

/** The course at an address with its quizzes; null outside the viewer's scope, and for one that is not published. */
export async function findCourseStatistics({
  viewer,
  slug,
}: {
  viewer: Viewer
  slug: string
}): Promise<CourseStatistics | null> {
  const outline = await findTaughtOutline({ viewer, slug })
  if (!outline) return null
  const scores = await countScores({ viewer, courseId: outline.courseId })
  const quizzes = outline.activities.filter(({ kind }) => kind === 'quiz')
  return { outline, quizzes: quizzes.map((quiz) => ({ quiz, summary: summariseScores(scores.get(quiz.id) ?? []) })) }
}

/** How the questions of a quiz work, as the revision `outline` words them. Nothing is counted outside the viewer's scope. */
export async function findQuizStatistics({
  viewer,
  outline: { courseId, revisionId },
  quizId,
}: {
  viewer: Viewer
  outline: Pick<CourseOutline, 'courseId' | 'revisionId'>
  quizId: string
}): Promise<QuizStatistics> {
  const asked = await findActivityQuestions({ revisionId, activityId: quizId })
  const hashes = asked.map(({ questionHash }) => questionHash)
  const wordings = await findQuestions(hashes)
  const questions = hashes.flatMap((questionHash) => {
    const question = wordings.get(questionHash)
    return question ? [{ question, questionHash }] : []
  })
  const sittings = await readSittings({ viewer, courseId, quizId })
  const figures = findQuestionFigures(questions, sittings)
  return {
    reliability: findReliability(hashes, sittings),
    attempts: sittings.length,
    questions: questions.flatMap(({ question }, index) => {
      const own = figures[index]
      return own ? [{ question, figures: own, flags: flagQuestion(question, own) }] : []
    }),
  }
}
