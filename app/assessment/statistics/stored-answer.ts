import { completeness, parseAnswer } from '../answer.ts'

/** What a stored answer says, as far as statistics look at it. */
export type ReadAnswer = {
  isAnswered: boolean
  /** Indexes of what was chosen; of use for choice questions alone. */
  chosen: readonly number[]
}

/** Reads an answer to any kind of question. A part of one is an answer. */
export function readStoredAnswer(stored: string | null): ReadAnswer {
  const answer = parseAnswer(stored)
  const chosen = answer === null || typeof answer === 'string' ? [] : answer.flatMap((index) => index ?? [])
  return { isAnswered: completeness(answer) !== 'none', chosen: [...new Set(chosen)] }
}
