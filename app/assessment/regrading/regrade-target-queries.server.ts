import { and, asc, count, eq, inArray, isNull, max, min } from 'drizzle-orm'
import { findActivityQuestions, findQuestions } from '#app/content/course-queries.server.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import type { Question } from '#app/content/question.ts'
import { taughtBy } from '#app/content/teaching/teaching-queries.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { activityQuestion, course, courseRevision } from '#db/schema/content.ts'
import type { Remedy } from './correction.ts'
import { findStandingCorrections } from './standing-correction-queries.server.ts'

/** A question that the quiz asks or asked, in its latest wording. */
export type ListedQuestion = { questionId: string; question: Question; wordings: number; isPublished: boolean }

/** A wording that was published, and how many attempts asked it. */
export type AskedWording = {
  hash: string
  question: Question
  /** Numbers of the first and last revision that had it. */
  revisions: [first: number, last: number]
  isPublished: boolean
  handedIn: number
  underWay: number
  /** The remedy of the correction that stands; null where it was never corrected. */
  standing: Remedy | null
}

/** A wording that a quiz had, with the numbers of the first and last revision that had it. */
export type QuizWording = { questionId: string; hash: string; first: number | null; last: number | null }

/** The wordings that the questions of a quiz had in all its revisions, in the order of the last that had them. */
export async function findQuizWordings({
  courseId,
  quizId,
}: {
  courseId: string
  quizId: string
}): Promise<QuizWording[]> {
  const last = max(courseRevision.number)
  return await reader
    .select({
      questionId: activityQuestion.questionId,
      hash: activityQuestion.questionHash,
      first: min(courseRevision.number),
      last,
    })
    .from(activityQuestion)
    .innerJoin(courseRevision, eq(courseRevision.id, activityQuestion.courseRevisionId))
    .where(and(eq(courseRevision.courseId, courseId), eq(activityQuestion.activityId, quizId)))
    .groupBy(activityQuestion.questionId, activityQuestion.questionHash)
    .orderBy(asc(last), asc(min(activityQuestion.position)))
}

/** The questions of a quiz in all its revisions: those of the published one in their order, then those withdrawn since. */
export async function listQuizQuestions({
  outline,
  quiz,
  worded,
}: {
  outline: CourseOutline
  quiz: Activity
  /** The wordings of the quiz. */
  worded: readonly QuizWording[]
}): Promise<ListedQuestion[]> {
  const published = await findActivityQuestions({ revisionId: outline.revisionId, activityId: quiz.id })
  const ids = [...new Set([...published, ...worded].map(({ questionId }) => questionId))]
  const latest = new Map(worded.map(({ questionId, hash }) => [questionId, hash]))
  const questions = await findQuestions([...latest.values()])
  return ids.flatMap((questionId) => {
    const question = questions.get(latest.get(questionId) ?? '')
    if (!question) return []
    const wordings = worded.filter((one) => one.questionId === questionId).length
    return [{ questionId, question, wordings, isPublished: published.some((one) => one.questionId === questionId) }]
  })
}

/** The wordings of one question of a quiz, the latest first, with how many attempts asked each. */
export async function findAskedWordings({
  viewer,
  outline: { courseId, revisionId },
  quiz,
  questionId,
  worded: all,
}: {
  viewer: Viewer
  outline: CourseOutline
  quiz: Activity
  questionId: string
  /** The wordings of the quiz. */
  worded: readonly QuizWording[]
}): Promise<AskedWording[]> {
  const worded = all.filter((one) => one.questionId === questionId)
  const hashes = worded.map(({ hash }) => hash)
  if (hashes.length === 0) return []
  const published = await findActivityQuestions({ revisionId, activityId: quiz.id })
  const questions = await findQuestions(hashes)
  const standing = await findStandingCorrections({ quizId: quiz.id, hashes }, reader)
  const asked = await reader
    .select({
      hash: attemptQuestion.questionHash,
      isUnderWay: isNull(attempt.submittedAt).mapWith(Boolean),
      attempts: count(),
    })
    .from(attempt)
    .innerJoin(attemptQuestion, eq(attemptQuestion.attemptId, attempt.id))
    .innerJoin(course, eq(course.id, attempt.courseId))
    .where(
      and(
        taughtBy(viewer),
        eq(attempt.courseId, courseId),
        eq(attempt.quizId, quiz.id),
        eq(attemptQuestion.questionId, questionId),
        inArray(attemptQuestion.questionHash, hashes),
      ),
    )
    .groupBy(attemptQuestion.questionHash, isNull(attempt.submittedAt))
  const attemptsOf = (hash: string, isUnderWay: boolean) =>
    asked.find((one) => one.hash === hash && one.isUnderWay === isUnderWay)?.attempts ?? 0
  return worded
    .flatMap(({ hash, first, last }): AskedWording[] => {
      const question = questions.get(hash)
      if (!question) return []
      return [
        {
          hash,
          question,
          revisions: [first ?? 0, last ?? 0],
          isPublished: published.some(({ questionHash }) => questionHash === hash),
          handedIn: attemptsOf(hash, false),
          underWay: attemptsOf(hash, true),
          standing: standing.get(hash)?.remedy ?? null,
        },
      ]
    })
    .reverse()
}
