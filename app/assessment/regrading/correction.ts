import type { Question } from '#app/content/question.ts'
import type { Answer } from '../answer.ts'
import { isErased } from '../erased-answer.ts'
import { isPass, markAnswer, scorePercent } from '../marking.ts'
import { matchWordings } from './match-wordings.ts'

/**
 * How a wording that was asked is marked: by the wording that is published now, with full marks for everybody, not at all,
 * or as it was asked, which takes an earlier correction back.
 */
export const remedies = ['published-wording', 'full-marks', 'left-out', 'as-asked'] as const
export type Remedy = (typeof remedies)[number]

/** A remedy for a wording: `asked`, and the one to mark by, null where the remedy needs none. */
export type Correction = { remedy: Remedy; asked: Question; markedBy: Question | null }

/**
 * The mark of an answer under a correction, 0 to 1; null where the question counts for nothing. `askedMark` is the mark by
 * the wording that was asked. Typed words that were erased cannot be read again: they keep that mark.
 */
export function correctMark(
  { remedy, asked, markedBy }: Correction,
  { answer, askedMark }: { answer: Answer | null; askedMark: number },
): number | null {
  switch (remedy) {
    case 'full-marks':
      return 1
    case 'left-out':
      return null
    case 'as-asked':
      return askedMark
    case 'published-wording': {
      if (isErased(answer)) return askedMark
      const match = markedBy && matchWordings(asked, markedBy)
      if (match?.status !== 'fits')
        throw new Error(`Answers to "${asked.id}" do not fit the wording they are marked by`)
      return markAnswer(markedBy as Question, answer && match.carryAnswer(answer))
    }
  }
}

/** How an attempt stands that was handed in: the mark of one question, and the whole. `mark` null: it is left out. */
export type Standing = { mark: number | null; score: number; maxScore: number; passed: boolean }

/** What of an attempt a correction looks at. `passMark` in per cent. */
export type CorrectedAttempt = Standing & { passMark: number; answer: Answer | null; askedMark: number }

/**
 * How an attempt stands under a correction. Left out of an attempt in which nothing else counts, a question is marked as it
 * was asked: a result of nothing would fail everybody.
 */
export function correctAttempt(correction: Correction, attempt: CorrectedAttempt): Standing {
  const others = {
    score: attempt.score - (attempt.mark ?? 0),
    maxScore: attempt.maxScore - (attempt.mark === null ? 0 : 1),
  }
  const given = correctMark(correction, attempt)
  const mark = given === null && others.maxScore === 0 ? attempt.askedMark : given
  if (mark === attempt.mark) return { mark, score: attempt.score, maxScore: attempt.maxScore, passed: attempt.passed }
  const score = others.score + (mark ?? 0)
  const maxScore = others.maxScore + (mark === null ? 0 : 1)
  return { mark, score, maxScore, passed: isPass(scorePercent(score, maxScore), attempt.passMark) }
}
