import { and, eq } from 'drizzle-orm'
import { findQuestions } from '#app/content/course-queries.server.ts'
import { BrokenRule, NotFound } from '#app/errors.ts'
import type { Transaction } from '#db/client.server.ts'
import { practiceAnswer } from '#db/schema/assessment.ts'
import { type Answer, completeness, isUsableAnswer } from './answer.ts'
import { markAnswer } from './marking.ts'

/**
 * Marks an answer to a practice question and keeps it as this person's last one. `answer` is one to the
 * wording `questionHash`; whether the lesson asks that question is for the caller to know. `now` is milliseconds UTC.
 * Gives the mark (0 to 1) and how often the person has answered this question, this time included.
 * Throws NotFound for a wording that does not exist, BrokenRule for an answer that is empty or does not fit it.
 */
export async function markPractice(
  {
    accountId,
    lessonId,
    questionId,
    questionHash,
    answer,
    now,
  }: {
    accountId: string
    lessonId: string
    questionId: string
    questionHash: string
    answer: Answer
    now: number
  },
  tx: Transaction,
): Promise<{ mark: number; tries: number }> {
  const question = (await findQuestions([questionHash])).get(questionHash)
  if (question?.id !== questionId) throw new NotFound()
  if (completeness(answer) === 'none' || !isUsableAnswer(question, answer)) {
    throw new BrokenRule('The answer does not fit the question')
  }

  const own = and(eq(practiceAnswer.accountId, accountId), eq(practiceAnswer.questionId, questionId))
  const [before] = await tx.select({ tries: practiceAnswer.tries }).from(practiceAnswer).where(own)
  const mark = markAnswer(question, answer)
  const tries = (before?.tries ?? 0) + 1
  const last = {
    questionHash,
    lessonId,
    answer: JSON.stringify(answer),
    mark,
    answeredAt: now,
    tries,
  }
  if (before) await tx.update(practiceAnswer).set(last).where(own)
  else await tx.insert(practiceAnswer).values({ accountId, questionId, ...last })
  return { mark, tries }
}
