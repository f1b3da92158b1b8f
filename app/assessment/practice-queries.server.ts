import { and, eq, sql } from 'drizzle-orm'
import { prepared } from '#db/client.server.ts'
import { practiceAnswer } from '#db/schema/assessment.ts'
import { parseIndexes } from './option-order.ts'

export type PracticeAnswer = {
  questionId: string
  /** The wording that was answered; a corrected question has another. */
  questionHash: string
  /** Option indexes of that wording. */
  answer: number[]
  /** 0 to 1. */
  mark: number
  tries: number
}

const answersOfLesson = prepared((db) =>
  db
    .select({
      questionId: practiceAnswer.questionId,
      questionHash: practiceAnswer.questionHash,
      answer: practiceAnswer.answer,
      mark: practiceAnswer.mark,
      tries: practiceAnswer.tries,
    })
    .from(practiceAnswer)
    .where(
      and(
        eq(practiceAnswer.accountId, sql.placeholder('accountId')),
        eq(practiceAnswer.lessonId, sql.placeholder('lessonId')),
      ),
    ),
)

/** A person's last answer to each practice question of a lesson that they have answered. */
export async function findPracticeAnswers(own: { accountId: string; lessonId: string }): Promise<PracticeAnswer[]> {
  const rows = await answersOfLesson.all(own)
  return rows.map((row) => ({ ...row, answer: parseIndexes(row.answer) }))
}
