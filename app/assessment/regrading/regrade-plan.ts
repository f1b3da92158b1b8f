import { scorePercent } from '../marking.ts'
import { type CorrectedAttempt, correctAttempt, type Correction, type Standing } from './correction.ts'

/** How somebody stands: the mark of the question (null: left out), the whole result in per cent, and whether it passes. */
export type ShownStanding = { mark: number | null; scorePercent: number; passed: boolean }

export type PlannedChange = {
  attemptId: string
  /** As stored: a page writes it by `nameShown`. */
  displayName: string
  number: number
  submittedAt: number
  before: ShownStanding
  after: ShownStanding
}

/** What a correction would do to attempts that were handed in. */
export type RegradePlan = {
  /** That asked the wording. */
  attempts: number
  /** Those whose mark in the question becomes another; first those that pass or fail by it. */
  changes: PlannedChange[]
  /** How many of them have another result in per cent, and pass, or fail, where it was the other way round. */
  results: number
  passes: number
  fails: number
}

type PlannedAttempt = CorrectedAttempt & Pick<PlannedChange, 'attemptId' | 'displayName' | 'number' | 'submittedAt'>

/** The dry run of a correction: the same rule as when it is made, and nothing changed. */
export function planRegrade(correction: Correction, attempts: readonly PlannedAttempt[]): RegradePlan {
  const changes = attempts.flatMap((attempt): PlannedChange[] => {
    const after = correctAttempt(correction, attempt)
    if (after.mark === attempt.mark) return []
    const { attemptId, displayName, number, submittedAt } = attempt
    return [{ attemptId, displayName, number, submittedAt, before: shown(attempt), after: shown(after) }]
  })
  const passes = changes.filter(({ before, after }) => after.passed && !before.passed)
  const fails = changes.filter(({ before, after }) => before.passed && !after.passed)
  const others = changes.filter(({ before, after }) => before.passed === after.passed)
  return {
    attempts: attempts.length,
    changes: [...fails, ...passes, ...others],
    results: changes.filter(({ before, after }) => before.scorePercent !== after.scorePercent).length,
    passes: passes.length,
    fails: fails.length,
  }
}

function shown({ mark, score, maxScore, passed }: Standing): ShownStanding {
  return { mark, scorePercent: scorePercent(score, maxScore), passed }
}
