import { z } from 'zod'
import { isChoice, type Question, takesOne } from '#app/content/question.ts'

/**
 * An answer as it is stored, by the authored question:
 *
 * - choice: indexes of the options chosen, ascending;
 * - order: for each item the place it was given, from 0, or null;
 * - match, classify, cloze: for each row or gap the index of what was chosen, or null;
 * - short, numeric: the text as typed.
 *
 * No answer at all is null.
 */
export type Answer = readonly (number | null)[] | string

/** The longest text taken for a short answer or a number. */
export const LONGEST_TYPED = 200

export const answerSchema = z.union([z.array(z.number().int().nonnegative().nullable()).readonly(), z.string()])

export function parseAnswer(stored: string | null): Answer | null {
  return stored === null ? null : answerSchema.parse(JSON.parse(stored))
}

/** How many parts an answer has that are filled in one by one; 0 for a choice, whose options belong together. */
export function countParts(question: Question): number {
  switch (question.kind) {
    case 'order':
      return question.items.length
    case 'match':
    case 'classify':
      return question.rows.length
    case 'cloze':
      return question.gaps.length
    case 'short':
    case 'numeric':
      return 1
    default:
      return 0
  }
}

/** What can be chosen for a part: one more than its greatest index. */
function countChoices(question: Question, part: number): number {
  switch (question.kind) {
    case 'order':
      return question.items.length
    case 'match':
    case 'classify':
      return question.targets.length
    case 'cloze':
      return question.gaps[part]?.choices.length ?? 0
    default:
      return 0
  }
}

/** Whether this answer fits this question: nothing named that it does not have, and no more than its kind allows. */
export function isUsableAnswer(question: Question, answer: Answer): boolean {
  if (question.kind === 'short' || question.kind === 'numeric') {
    return typeof answer === 'string' && answer.length <= LONGEST_TYPED
  }
  if (typeof answer === 'string') return false
  if (isChoice(question)) {
    return (
      new Set(answer).size === answer.length &&
      answer.every(
        (index) => index !== null && Number.isInteger(index) && index >= 0 && index < question.options.length,
      ) &&
      (!takesOne(question) || answer.length <= 1)
    )
  }
  return (
    answer.length === countParts(question) &&
    answer.every(
      (index, part) =>
        index === null || (Number.isInteger(index) && index >= 0 && index < countChoices(question, part)),
    )
  )
}

/** How much of a question is answered. A choice is never answered in part. */
export function completeness(answer: Answer | null): 'none' | 'partly' | 'complete' {
  if (answer === null || answer.length === 0) return 'none'
  if (typeof answer === 'string') return 'complete'
  const given = answer.filter((one) => one !== null).length
  return given === 0 ? 'none' : given < answer.length ? 'partly' : 'complete'
}
