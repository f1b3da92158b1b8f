import { mean, median, standardDeviation, sum, variance } from './moments.ts'
import { LEAST_SHOWN, LEAST_SITTINGS, type Sitting } from './sitting.ts'

/** How people did in a quiz. Results are parts of the marks, 0 to 1; null of fewer than `LEAST_SHOWN` people. */
export type QuizSummary = {
  attempts: number
  mean: number | null
  standardDeviation: number | null
  median: number | null
  /** The part of the people who passed. */
  passed: number | null
}

/** The results of a quiz, each with how many people had it. */
export type ScoreCount = { score: number; maxScore: number; passed: boolean; people: number }

export function summariseScores(counts: readonly ScoreCount[]): QuizSummary {
  const scores = counts.flatMap(({ score, maxScore, people }) =>
    Array.from({ length: people }, () => (maxScore > 0 ? score / maxScore : 0)),
  )
  if (scores.length < LEAST_SHOWN) {
    return { attempts: scores.length, mean: null, standardDeviation: null, median: null, passed: null }
  }
  const passed = sum(counts.filter((one) => one.passed).map(({ people }) => people))
  return {
    attempts: scores.length,
    mean: mean(scores),
    standardDeviation: standardDeviation(scores),
    median: median(scores),
    passed: passed / scores.length,
  }
}

/** How far the result of a quiz can be relied on, or why that is not said. */
export type Reliability =
  | {
      status: 'given'
      alpha: number
      /** Standard error of measurement, as a part of the marks, 0 to 1. */
      error: number
      attempts: number
      questions: number
    }
  | { status: 'too-few'; attempts: number }
  /** Fewer than two questions were asked of everybody, as where each person's questions are drawn. */
  | { status: 'different-questions' }
  /** Everybody had the same result. */
  | { status: 'no-spread' }

/**
 * Cronbach's alpha (Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16,
 * 297–334) from the marks of each person, one a question, everybody asked the same: k/(k − 1) · (1 − Σ variances of the
 * questions / variance of the totals). For marks of 0 or 1 it is Kuder and Richardson's formula 20. At most 1; below 0
 * where questions work against each other. Null for fewer than two questions or people, or totals that are all the same.
 */
export function cronbachAlpha(rows: readonly (readonly number[])[]): number | null {
  const questions = rows[0]?.length ?? 0
  const ofTotals = variance(rows.map((row) => sum(row)))
  if (questions < 2 || !ofTotals) return null
  const ofQuestions = sum(rows[0]?.map((_mark, index) => variance(rows.map((row) => row[index] ?? 0)) ?? 0) ?? [])
  return Math.min(1, (questions / (questions - 1)) * (1 - ofQuestions / ofTotals))
}

/**
 * Standard error of measurement: standard deviation · √(1 − reliability) (Lord, F. M. and Novick, M. R. (1968).
 * Statistical theories of mental test scores, 3.8), in the units of `deviation`. An alpha below 0 counts as 0.
 */
export function errorOfMeasurement(deviation: number, alpha: number): number {
  return deviation * Math.sqrt(1 - Math.max(0, Math.min(1, alpha)))
}

/**
 * How reliable the quiz is as it stands: over attempts that asked only the present wordings (`hashes`), as many as the
 * latest attempt did, and over the questions that all of those asked. `sittings` stand latest first.
 */
export function findReliability(hashes: readonly string[], sittings: readonly Sitting[]): Reliability {
  const present = new Set(hashes)
  const fitting = sittings.filter((sitting) => sitting.every(({ questionHash }) => present.has(questionHash)))
  const alike = fitting.filter(({ length }) => length === fitting[0]?.length)
  if (alike.length < LEAST_SITTINGS) return { status: 'too-few', attempts: alike.length }
  const asked = new Map<string, number>()
  for (const { questionHash } of alike.flat()) asked.set(questionHash, (asked.get(questionHash) ?? 0) + 1)
  const everywhere = hashes.filter((hash) => asked.get(hash) === alike.length)
  if (everywhere.length < 2) return { status: 'different-questions' }
  const rows = alike.map((sitting) => {
    const marks = new Map(sitting.map(({ questionHash, mark }) => [questionHash, mark]))
    return everywhere.map((hash) => marks.get(hash) ?? 0)
  })
  const alpha = cronbachAlpha(rows)
  const deviation = standardDeviation(rows.map((row) => sum(row) / row.length))
  if (alpha === null || deviation === null) return { status: 'no-spread' }
  const error = errorOfMeasurement(deviation, alpha)
  return { status: 'given', alpha, error, attempts: alike.length, questions: everywhere.length }
}
