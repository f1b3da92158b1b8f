import { and, desc, eq } from 'drizzle-orm'
import { findActivityQuestions, findQuestions } from '#app/content/course-queries.server.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { BrokenRule } from '#app/errors.ts'
import type { Transaction } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { drawPlaces } from './draw-order.server.ts'

/**
 * Begins a person's next attempt at a quiz, or takes up the one that is not handed in: there are never two open.
 * The attempt copies what it will ask (edition, wording of the questions, drawn order of options, pass mark),
 * so that nothing published later changes it. `now` is milliseconds UTC.
 * Throws BrokenRule when the activity is not a quiz that asks something.
 */
export async function beginAttempt(
  { accountId, outline, activity, now }: { accountId: string; outline: CourseOutline; activity: Activity; now: number },
  tx: Transaction,
): Promise<{ attemptId: string; number: number; resumed: boolean }> {
  if (!activity.quiz) throw new BrokenRule(`"${activity.id}" is not a quiz`)
  const [last] = await tx
    .select({ id: attempt.id, number: attempt.number, submittedAt: attempt.submittedAt })
    .from(attempt)
    .where(and(eq(attempt.accountId, accountId), eq(attempt.quizId, activity.id)))
    .orderBy(desc(attempt.number))
    .limit(1)
  if (last && last.submittedAt === null) return { attemptId: last.id, number: last.number, resumed: true }

  const asked = await findActivityQuestions({ revisionId: outline.revisionId, activityId: activity.id })
  if (asked.length === 0) throw new BrokenRule(`The quiz "${activity.id}" asks nothing`)
  const wordings = await findQuestions(asked.map((question) => question.questionHash))

  const attemptId = newId()
  const number = (last?.number ?? 0) + 1
  await tx.insert(attempt).values({
    id: attemptId,
    accountId,
    courseId: outline.courseId,
    courseRevisionId: outline.revisionId,
    quizId: activity.id,
    number,
    passMark: activity.quiz.passMark,
    startedAt: now,
  })
  const { shuffle } = activity.quiz
  await tx.insert(attemptQuestion).values(
    asked.map(({ questionId, questionHash }, position) => {
      const question = wordings.get(questionHash)
      if (!question) throw new Error(`The wording ${questionHash} of "${questionId}" is missing`)
      return {
        attemptId,
        position,
        questionId,
        questionHash,
        optionOrder: JSON.stringify(drawPlaces({ question, shuffle })),
      }
    }),
  )
  return { attemptId, number, resumed: false }
}
