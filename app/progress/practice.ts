import { z } from 'zod'
import { poseQuestion, type PosedQuestion, type Question } from '#app/content/question.ts'
import { noteFormSchema } from './reflection-note.ts'

/** An option as shown once an answer was marked. What was not chosen tells nothing. */
export type MarkedOption = { html: string; chosen: { correct: boolean; feedbackHtml: string } | null }

/** A practice question as a lesson shows it: to be answered, or answered. */
export type PracticeView =
  | { status: 'open'; question: PosedQuestion; wording: string }
  | {
      status: 'answered'
      id: string
      stemHtml: string
      options: readonly MarkedOption[]
      result: 'right' | 'partly' | 'wrong'
      explanationHtml: string
    }

/** Tells one wording of a question from another in a form. */
export function wordingOf(questionHash: string): string {
  return questionHash.slice(0, 8)
}

/**
 * What to show of a practice question. An answer to another wording does not count: the question is asked anew.
 * Until it is answered, nothing in the result tells which option is right.
 */
export function viewPractice({
  question,
  questionHash,
  order,
  answer,
}: {
  question: Question
  questionHash: string
  /** Displayed place -> option index. */
  order: readonly number[]
  answer: { questionHash: string; answer: readonly number[]; mark: number } | null
}): PracticeView {
  if (answer?.questionHash !== questionHash) {
    return { status: 'open', question: poseQuestion(question, order), wording: wordingOf(questionHash) }
  }
  return {
    status: 'answered',
    id: question.id,
    stemHtml: question.stemHtml,
    options: order.flatMap((index): MarkedOption[] => {
      const option = question.options[index]
      if (!option) return []
      const { html, correct, feedbackHtml } = option
      return [{ html, chosen: answer.answer.includes(index) ? { correct, feedbackHtml } : null }]
    }),
    result: answer.mark >= 1 ? 'right' : answer.mark > 0 ? 'partly' : 'wrong',
    explanationHtml: question.explanationHtml,
  }
}

/** What the forms of a lesson send. `place` are displayed places of options. */
export const lessonFormSchema = z.discriminatedUnion('intent', [
  noteFormSchema,
  z.object({ intent: z.literal('read') }),
  z.object({
    intent: z.literal('check'),
    question: z.string().min(1).max(200),
    wording: z.string().max(64),
    place: z.array(z.coerce.number().int().min(0).max(99)).max(100),
  }),
])
