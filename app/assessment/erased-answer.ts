import type { Answer } from './answer.ts'

/** Stands for words that were typed and erased: that a question was answered, and its mark, are figures and stay. */
export const ERASED_ANSWER = '[erased]'

/** Whether what was answered is not known any more, so that it cannot be marked again. */
export function isErased(answer: Answer | null): boolean {
  return answer === ERASED_ANSWER
}
