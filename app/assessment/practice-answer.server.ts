import { practiceAnswer } from '#db/schema/assessment.ts'
import { type Answer, parseAnswer } from './answer.ts'

export type PracticeAnswer = {
  questionId: string
  /** The wording that was answered; a corrected question has another. */
  questionHash: string
  answer: Answer
  /** 0 to 1. */
  mark: number
  tries: number
}

/** The columns of a person's last answer to a practice question, for queries that read it. */
export const practiceColumns = {
  questionId: practiceAnswer.questionId,
  questionHash: practiceAnswer.questionHash,
  answer: practiceAnswer.answer,
  mark: practiceAnswer.mark,
  tries: practiceAnswer.tries,
}

/** An answer of these columns as it was given. */
export function parsePracticeAnswer(row: Omit<PracticeAnswer, 'answer'> & { answer: string }): PracticeAnswer {
  return { ...row, answer: parseAnswer(row.answer) ?? [] }
}
