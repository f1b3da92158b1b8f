import type { Question } from '#app/content/question.ts'

/**
 * The mark, 0 to 1, of the option indexes chosen. Their order does not matter; an index named twice counts once.
 * Nothing chosen is 0.
 *
 * - single: 1 for the one right option alone, else 0.
 * - multiple: right minus wrong, over the number of right options, never below 0. Choosing everything therefore
 *   gains no more than guessing should. The rule is eSkill's "Multiple-Choice calculation"
 *   (support.eskill.com/help, MultipleSelectCalculation) and that of Canvas Classic Quizzes for "multiple answers".
 *   An index that names no option counts as wrong.
 */
export function markAnswer(question: Question, answer: readonly number[]): number {
  const chosen = [...new Set(answer)]
  const right = chosen.filter((index) => question.options[index]?.correct === true).length
  const wrong = chosen.length - right
  if (question.kind === 'single') return right === 1 && wrong === 0 ? 1 : 0
  const rightOptions = question.options.filter((option) => option.correct).length
  return rightOptions === 0 ? 0 : Math.max(0, (right - wrong) / rightOptions)
}

/** Whether `answer` holds only options of this question, none twice, and no more than its kind allows. */
export function isUsableAnswer(
  question: { kind: Question['kind']; options: { length: number } },
  answer: readonly number[],
): boolean {
  return (
    new Set(answer).size === answer.length &&
    answer.every((index) => Number.isInteger(index) && index >= 0 && index < question.options.length) &&
    (question.kind === 'multiple' || answer.length <= 1)
  )
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
