import { and, asc, eq } from 'drizzle-orm'
import { findQuestions } from '#app/content/course-queries.server.ts'
import type { Transaction } from '#db/client.server.ts'
import { attemptQuestion } from '#db/schema/assessment.ts'
import { parseAnswer } from './answer.ts'
import { markAnswer } from './marking.ts'
import { correctMark } from './regrading/correction.ts'
import { findStandingCorrections } from './regrading/standing-correction-queries.server.ts'

type Marked = { position: number; mark: number | null; askedMark: number | null; regradeId: string | null }

/**
 * Marks the questions of an attempt that is handed in: by the wording that each was asked in, or as a correction of that
 * wording says. An attempt of which corrections would leave nothing is marked as it was asked. Gives the marks gained and
 * available.
 */
export async function markQuestions(
  { attemptId, quizId }: { attemptId: string; quizId: string },
  tx: Transaction,
): Promise<{ score: number; maxScore: number }> {
  const rows = await tx
    .select({
      position: attemptQuestion.position,
      questionHash: attemptQuestion.questionHash,
      answer: attemptQuestion.answer,
    })
    .from(attemptQuestion)
    .where(eq(attemptQuestion.attemptId, attemptId))
    .orderBy(asc(attemptQuestion.position))
  const hashes = rows.map(({ questionHash }) => questionHash)
  const wordings = await findQuestions(hashes)
  const corrections = await findStandingCorrections({ quizId, hashes }, tx)
  const asked: Marked[] = []
  const corrected: Marked[] = []
  for (const { position, questionHash, answer: stored } of rows) {
    const question = wordings.get(questionHash)
    if (!question) throw new Error(`The wording ${questionHash} is missing`)
    const answer = parseAnswer(stored)
    const mark = markAnswer(question, answer)
    const asAsked = { position, mark, askedMark: null, regradeId: null }
    const correction = corrections.get(questionHash)
    asked.push(asAsked)
    corrected.push(
      correction && correction.remedy !== 'as-asked'
        ? {
            position,
            mark: correctMark(correction, { answer, askedMark: mark }),
            askedMark: mark,
            regradeId: correction.id,
          }
        : asAsked,
    )
  }
  const marked = corrected.some(({ mark }) => mark !== null) ? corrected : asked
  for (const { position, ...marks } of marked) {
    const isPlace = and(eq(attemptQuestion.attemptId, attemptId), eq(attemptQuestion.position, position))
    await tx.update(attemptQuestion).set(marks).where(isPlace)
  }
  const counting = marked.flatMap(({ mark }) => mark ?? [])
  return { score: counting.reduce((total, mark) => total + mark, 0), maxScore: counting.length }
}
