import { isChoice, type Question, type QuestionOption, takesOne } from '#app/content/question.ts'
import type { Answer } from './answer.ts'
import { findNumericAnswer, findShortAnswer } from './typed-answer.ts'

/**
 * The mark, 0 to 1, of an answer. Nothing is 0, and no part takes away from another below 0.
 *
 * - single, hotspot, short, numeric: **all or nothing**: 1 for the right one, else 0. A number counts within its tolerance.
 * - multiple, missing: **right minus wrong**, over the number of right options. Choosing everything therefore gains no
 *   more than guessing should. The rule is eSkill's "Multiple-Choice calculation" (support.eskill.com/help,
 *   MultipleSelectCalculation) and that of Canvas Classic Quizzes for "multiple answers". An index that names no option
 *   counts as wrong; one named twice counts once.
 * - match, classify, cloze: **per pair**: the share of rows or gaps that are right, as Moodle's matching questions
 *   and embedded answers (docs.moodle.org, Matching question type).
 * - order: **right minus wrong, per pair**: of all pairs of items, those that stand in the right order minus those that
 *   do not, over all pairs: Kendall's tau (M. G. Kendall, A new measure of rank correlation, Biometrika 30, 1938).
 *   One slip near the end costs little, a shuffle gains nothing. Items at the same place, or at none, count as wrong.
 */
export function markAnswer(question: Question, answer: Answer | null): number {
  if (answer === null) return 0
  switch (question.kind) {
    case 'short':
      return typeof answer === 'string' && findShortAnswer(question, answer)?.correct ? 1 : 0
    case 'numeric':
      return typeof answer === 'string' && findNumericAnswer(question, answer)?.correct ? 1 : 0
    default: {
      if (typeof answer === 'string') return 0
      if (isChoice(question)) return markChoice(question, answer)
      if (question.kind === 'order') return markOrder(question.items.length, answer)
      const right = rightParts(question)
      return right.length === 0 ? 0 : right.filter((index, part) => answer[part] === index).length / right.length
    }
  }
}

/** For each row or gap the index of what is right. */
export function rightParts(question: Extract<Question, { kind: 'match' | 'classify' | 'cloze' }>): readonly number[] {
  return question.kind === 'cloze' ? question.gaps.map(({ right }) => right) : question.rows.map(({ target }) => target)
}

function markChoice(
  question: { kind: Question['kind']; options: readonly QuestionOption[] },
  answer: readonly (number | null)[],
): number {
  const chosen = [...new Set(answer)]
  const right = chosen.filter((index) => index !== null && question.options[index]?.correct === true).length
  const wrong = chosen.length - right
  if (takesOne(question)) return right === 1 && wrong === 0 ? 1 : 0
  const rightOptions = question.options.filter((option) => option.correct).length
  return rightOptions === 0 ? 0 : Math.max(0, (right - wrong) / rightOptions)
}

function markOrder(count: number, places: readonly (number | null)[]): number {
  let balance = 0
  for (let later = 1; later < count; later += 1) {
    for (let earlier = 0; earlier < later; earlier += 1) {
      const [a, b] = [places[earlier] ?? null, places[later] ?? null]
      balance += a !== null && b !== null && a < b ? 1 : -1
    }
  }
  const pairs = (count * (count - 1)) / 2
  return pairs === 0 ? 0 : Math.max(0, balance / pairs)
}

/**
 * A result in whole per cent, rounded down, so that no screen shows the pass mark to someone who missed it.
 * Thirds of a mark add up inexactly: a hair below a whole per cent counts as that per cent.
 */
export function scorePercent(score: number, maxScore: number): number {
  return maxScore > 0 ? Math.min(100, Math.floor((score / maxScore) * 100 + 1e-9)) : 0
}

/** Both in per cent. The pass mark itself passes. */
export function isPass(percent: number, passMark: number): boolean {
  return percent >= passMark
}
