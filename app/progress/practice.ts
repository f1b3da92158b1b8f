import { z } from 'zod'
import type { Answer } from '#app/assessment/answer.ts'
import { reviewAnswer, type ReviewedBody } from '#app/assessment/review-answer.ts'
import { poseQuestion, type PosedQuestion, type Question } from '#app/content/question.ts'
import { noteFormSchema } from './reflection-note.ts'

/** A practice question as a lesson shows it: to be answered, or answered. */
export type PracticeView =
  | { status: 'open'; question: PosedQuestion; wording: string }
  | {
      status: 'answered'
      id: string
      stemHtml: string
      body: ReviewedBody
      result: 'right' | 'partly' | 'wrong'
      explanationHtml: string
    }

/** The name of the fields that hold the answer to a practice question. */
export const PRACTICE_FIELD = 'answer'

/** Tells one wording of a question from another in a form. */
export function wordingOf(questionHash: string): string {
  return questionHash.slice(0, 8)
}

/**
 * What to show of a practice question. An answer to another wording does not count: the question is asked anew.
 * Until it is answered, nothing in the result tells what is right; after it, only what was given is told right or wrong.
 */
export function viewPractice({
  question,
  questionHash,
  order,
  answer,
}: {
  question: Question
  questionHash: string
  /** Displayed place -> authored index. */
  order: readonly number[]
  answer: { questionHash: string; answer: Answer; mark: number } | null
}): PracticeView {
  if (answer?.questionHash !== questionHash) {
    return { status: 'open', question: poseQuestion(question, order), wording: wordingOf(questionHash) }
  }
  return {
    status: 'answered',
    id: question.id,
    stemHtml: question.stemHtml,
    body: reviewAnswer({ question, order, answer: answer.answer, tells: false }),
    result: answer.mark >= 1 ? 'right' : answer.mark > 0 ? 'partly' : 'wrong',
    explanationHtml: question.explanationHtml,
  }
}

/** What the forms of a lesson send, beside the fields of an answer. */
export const lessonFormSchema = z.discriminatedUnion('intent', [
  noteFormSchema,
  z.object({ intent: z.literal('read') }),
  z.object({
    intent: z.literal('check'),
    question: z.string().min(1).max(200),
    wording: z.string().max(64),
  }),
])
