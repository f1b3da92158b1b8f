import { and, asc, eq, isNotNull } from 'drizzle-orm'
import { findQuestions } from '#app/content/course-queries.server.ts'
import { articleNumbers } from '#app/convention/article-reference.ts'
import type { Transaction } from '#db/client.server.ts'
import { attemptQuestion } from '#db/schema/assessment.ts'

/** A question of a marked attempt: the numbers of the articles it tests, and its mark, 0 to 1. */
export type AttemptMark = { questionId: string; articles: number[]; mark: number }

/**
 * The marks of an attempt in the order of its questions, without those that a correction leaves out; whose it is, is for
 * the caller to know.
 */
export async function findAttemptMarks({ attemptId }: { attemptId: string }, tx: Transaction): Promise<AttemptMark[]> {
  const asked = await tx
    .select({
      questionId: attemptQuestion.questionId,
      questionHash: attemptQuestion.questionHash,
      mark: attemptQuestion.mark,
    })
    .from(attemptQuestion)
    .where(and(eq(attemptQuestion.attemptId, attemptId), isNotNull(attemptQuestion.mark)))
    .orderBy(asc(attemptQuestion.position))
  const wordings = await findQuestions(asked.map(({ questionHash }) => questionHash))
  return asked.map(({ questionId, questionHash, mark }) => ({
    questionId,
    articles: articleNumbers(wordings.get(questionHash)?.articles ?? []),
    mark: mark ?? 0,
  }))
}
