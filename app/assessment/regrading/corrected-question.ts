import type { Question } from '#app/content/question.ts'
import type { Answer } from '../answer.ts'
import { isErased } from '../erased-answer.ts'
import { scorePercent } from '../marking.ts'
import type { Remedy } from './correction.ts'
import { matchWordings } from './match-wordings.ts'

/** What a person is told of a correction in an attempt of theirs. */
export type ToldCorrection = {
  remedy: Remedy
  reason: string
  /** Milliseconds UTC. */
  regradedAt: number
  /** The whole result before it, per cent; null where the attempt was handed in after the correction. */
  percentBefore: number | null
}

/** The correction that a row of a marked attempt carries, if any. */
type CorrectionRow = {
  remedy: Remedy | null
  reason: string | null
  regradedAt: number | null
  scoreBefore: number | null
  maxScoreBefore: number | null
}

type Marked = {
  question: Question
  /** Displayed place -> authored index. */
  order: number[]
  answer: Answer | null
  /** The wording to mark by; null for the one that was asked. */
  markedBy: Question | null
  row: CorrectionRow
}

/**
 * A question of a marked attempt as it is to be shown: in the wording it was marked by, with the answer and the displayed
 * order carried over to it. Typed words that were erased could not be marked again: they stay with what was asked.
 */
export function asCorrected<Asked extends Marked>({ row, markedBy, ...asked }: Asked) {
  const match = markedBy && !isErased(asked.answer) ? matchWordings(asked.question, markedBy) : null
  const carried =
    markedBy && match?.status === 'fits'
      ? {
          question: markedBy,
          order: match.carryOrder(asked.order),
          answer: asked.answer && match.carryAnswer(asked.answer),
        }
      : {}
  return { ...asked, ...carried, correction: toldCorrection(row) }
}

function toldCorrection({
  remedy,
  reason,
  regradedAt,
  scoreBefore,
  maxScoreBefore,
}: CorrectionRow): ToldCorrection | null {
  if (remedy === null || reason === null || regradedAt === null) return null
  const percentBefore =
    scoreBefore === null || maxScoreBefore === null ? null : scorePercent(scoreBefore, maxScoreBefore)
  return { remedy, reason, regradedAt, percentBefore }
}
