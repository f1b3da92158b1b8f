import type { Question } from '#app/content/question.ts'
import { chanceMark, choiceOptions } from './chance-mark.ts'
import type { GroupCounts, QuestionFigures } from './question-figures.ts'
import { LEAST_SITTINGS } from './sitting.ts'

/** What may be wrong with a question, gravest first. */
export const flagKinds = ['inverse', 'lure', 'belowChance', 'weak', 'leftOut', 'easy', 'unused'] as const
export type FlagKind = (typeof flagKinds)[number]

/** `options`: those it is about, as numbers from 1 in authored order; none where it is about the question. */
export type QuestionFlag = { kind: FlagKind; options: number[] }

/** More than this part of the marks: almost everybody is right. */
const EASY = 0.95
/** A question that goes together less than this with the others tells little. */
const WEAK = 0.15
/** From this part of the people on, many leave it out. */
const LEFT_OUT = 0.1

/**
 * What of a question an author should look at; null when fewer than `LEAST_SITTINGS` attempts asked it, which is too early.
 * That questions below 0.15 should be written anew, that an option nobody chooses does nothing, and that one which
 * virtually everybody gets right tells nobody apart are the guidelines of Kehoe, J. (1995). Basic item analysis for
 * multiple-choice tests. Practical Assessment, Research & Evaluation 4(10). An easy question varies too little to go
 * together with anything, so it is not called weak as well. The other limits are ours.
 */
export function flagQuestion(question: Question, figures: QuestionFigures): QuestionFlag[] | null {
  if (figures.asked < LEAST_SITTINGS) return null
  const { facility, itemRest, unanswered } = figures
  const chance = chanceMark(question)
  const easy = facility !== null && facility > EASY
  const { lures, unused } = weighOptions(question, figures.options ?? [])
  const holds: Record<FlagKind, boolean> = {
    inverse: itemRest !== null && itemRest < 0,
    lure: lures.length > 0,
    belowChance: facility !== null && chance !== null && facility < chance,
    weak: itemRest !== null && itemRest >= 0 && itemRest < WEAK && !easy,
    leftOut: unanswered !== null && unanswered >= LEFT_OUT,
    easy,
    unused: unused.length > 0,
  }
  const about: Partial<Record<FlagKind, number[]>> = { lure: lures, unused }
  return flagKinds.filter((kind) => holds[kind]).map((kind) => ({ kind, options: about[kind] ?? [] }))
}

/** `lures`: wrong options that more of the best chose than some right option; `unused`: wrong ones nobody chose. */
function weighOptions(question: Question, counts: readonly GroupCounts[]): { lures: number[]; unused: number[] } {
  const options = (choiceOptions(question) ?? []).flatMap(({ correct }, index) => {
    const count = counts[index]
    return count
      ? [{ correct, number: index + 1, best: count.upper, all: count.upper + count.middle + count.lower }]
      : []
  })
  const wrong = options.filter(({ correct }) => !correct)
  const leastRight = Math.min(...options.filter(({ correct }) => correct).map(({ best }) => best))
  return {
    lures: wrong.filter(({ best }) => best > leastRight).map(({ number }) => number),
    unused: wrong.filter(({ all }) => all === 0).map(({ number }) => number),
  }
}
