import { findOutline } from '#app/content/course-queries.server.ts'
import type { QuizKind } from '#app/content/quiz-settings.ts'

/** What a quiz is for, in the edition that an attempt began with. */
export async function findQuizKind({
  courseRevisionId,
  quizId,
}: {
  courseRevisionId: string
  quizId: string
}): Promise<QuizKind> {
  const outline = await findOutline(courseRevisionId)
  const kind = outline?.activities.find((activity) => activity.id === quizId)?.quiz?.kind
  if (!kind) throw new Error(`The edition ${courseRevisionId} has no quiz "${quizId}"`)
  return kind
}
