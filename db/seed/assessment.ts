import { eq } from 'drizzle-orm'
import { findQuestions } from '#app/content/course-queries.server.ts'
import { beginAttempt, type BegunAttempt } from '#app/assessment/begin-attempt.server.ts'
import type { PlacedAnswer } from '#app/assessment/save-answers.server.ts'
import { optionsToPlaces, parseIndexes } from '#app/assessment/option-order.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { reader, write } from '#db/client.server.ts'
import { attemptQuestion } from '#db/schema/assessment.ts'

/** An attempt under way, as its page would find it. */
export async function openAttempt(given: {
  accountId: string
  outline: CourseOutline
  activity: Activity
  now?: number
}): Promise<BegunAttempt> {
  const now = given.now ?? Date.UTC(2026, 1, 1)
  const begun = await write((tx) => beginAttempt({ ...given, now }, tx))
  if (begun.status === 'refused') throw new Error(`Refused: ${JSON.stringify(begun.refusal)}`)
  const { attemptId, number, resumed } = begun
  return { attemptId, number, resumed }
}

/**
 * The answers of one who knows everything, or nothing: for each question the places that show right options, or one
 * that shows a wrong option.
 */
export async function placedAnswers(attemptId: string, knowing: 'everything' | 'nothing'): Promise<PlacedAnswer[]> {
  const rows = await reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, attemptId))
  const wordings = await findQuestions(rows.map((row) => row.questionHash))
  return rows
    .sort((a, b) => a.position - b.position)
    .map(({ position, questionHash, optionOrder }) => {
      const options = wordings.get(questionHash)?.options ?? []
      const isRight = options.flatMap((option, index) => (option.correct ? [index] : []))
      const wrong = options.findIndex((option) => !option.correct)
      const chosen = knowing === 'everything' ? isRight : [wrong]
      return { position, places: optionsToPlaces(parseIndexes(optionOrder), chosen) }
    })
}
