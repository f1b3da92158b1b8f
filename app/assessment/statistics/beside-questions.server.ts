import { contentHash } from '#app/content/compile/content-hash.server.ts'
import type { CourseOutline } from '#app/content/outline.ts'
import type { Question } from '#app/content/question.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { findQuizStatistics, type QuestionStatistics } from './item-statistics-queries.server.ts'

/** The figures of a question as it is published, to stand beside the one in the files. */
export type BesideQuestion = { statistics: QuestionStatistics; isSameWording: boolean }

/**
 * What the published revision `outline` tells of each of these questions of a quiz, by id; those that it does not ask have
 * nothing. Nothing is counted outside the viewer's scope.
 */
export async function findBesideQuestions({
  viewer,
  outline,
  quizId,
  questions,
}: {
  viewer: Viewer
  outline: Pick<CourseOutline, 'courseId' | 'revisionId'>
  quizId: string
  questions: readonly Question[]
}): Promise<Record<string, BesideQuestion>> {
  const found = await findQuizStatistics({ viewer, outline, quizId })
  const published = new Map(found.questions.map((statistics) => [statistics.question.id, statistics]))
  return Object.fromEntries(
    questions.flatMap((question) => {
      const statistics = published.get(question.id)
      if (!statistics) return []
      return [[question.id, { statistics, isSameWording: contentHash(question) === contentHash(statistics.question) }]]
    }),
  )
}
