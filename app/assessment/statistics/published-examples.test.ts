import { describe, expect, test } from 'vitest'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { mean, standardDeviation, sum } from './moments.ts'
import { findQuestionFigures } from './question-figures.ts'
import { cronbachAlpha, errorOfMeasurement, findReliability } from './quiz-figures.ts'
import { groupScores } from './score-groups.ts'
import type { Sitting } from './sitting.ts'

const sittingOf = (marks: readonly number[]): Sitting =>
  marks.map((mark, index) => ({
    questionId: `q${index}`,
    questionHash: `q${index}`,
    answer: '[0]',
    mark,
    timeSpent: null,
  }))
const questionsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    question: buildQuestion({ id: `q${index}` }),
    questionHash: `q${index}`,
  }))

/**
 * Two parts of the Law School Admission Test, five questions, 1,000 people: how many had each pattern of right answers,
 * 00000 to 11111 (Bock, R. D. and Lieberman, M. (1970). Fitting a response model for n dichotomously scored items.
 * Psychometrika 35, 179–197, as in `bock.table` of the R package psych). What came of it is as `itemstats` prints it in
 * the manual of the R package mirt 1.45 (philchalmers.github.io/mirt, pages LSAT6 and LSAT7): means, `total.r_if_rm`,
 * and mean, deviation, alpha and error of the total. The coefficients of LSAT6 are also those of `descript` in ltm.
 */
const lawSchool = [
  {
    name: 'LSAT6',
    people: [
      ...[3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15],
      ...[10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298],
    ],
    facility: [0.924, 0.709, 0.553, 0.763, 0.87],
    itemRest: [0.113, 0.153, 0.173, 0.144, 0.122],
    total: { mean: 3.819, deviation: 1.035, alpha: 0.295, error: 0.869 },
  },
  {
    name: 'LSAT7',
    people: [
      ...[12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28],
      ...[7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308],
    ],
    facility: [0.828, 0.658, 0.772, 0.606, 0.843],
    itemRest: [0.246, 0.247, 0.313, 0.223, 0.175],
    total: { mean: 3.707, deviation: 1.199, alpha: 0.453, error: 0.886 },
  },
] as const

describe.each(lawSchool)('the published figures of $name', ({ people, facility, itemRest, total }) => {
  const rows = people.flatMap((count, pattern) =>
    Array.from({ length: count }, () => [4, 3, 2, 1, 0].map((bit) => (pattern >> bit) & 1)),
  )

  test('come out for each question', () => {
    const figures = findQuestionFigures(questionsOf(5), rows.map(sittingOf))
    for (const [index, found] of figures.entries()) {
      expect(found.asked).toBe(1000)
      expect(found.facility).toBeCloseTo(facility[index] ?? Number.NaN, 3)
      expect(found.itemRest?.toFixed(3)).toBe(itemRest[index]?.toFixed(3))
    }
  })

  test('come out for the whole', () => {
    const totals = rows.map((row) => sum(row))
    const [deviation, alpha] = [standardDeviation(totals) ?? Number.NaN, cronbachAlpha(rows) ?? Number.NaN]
    const error = errorOfMeasurement(deviation, alpha)
    const found = { mean: mean(totals) ?? Number.NaN, deviation, alpha, error }
    expect(rounded(found)).toEqual(total)
    const reliability = findReliability(
      questionsOf(5).map(({ questionHash }) => questionHash),
      rows.map(sittingOf),
    )
    expect(reliability).toMatchObject({ status: 'given', alpha, attempts: 1000, questions: 5 })
    expect(reliability.status === 'given' && reliability.error * 5).toBeCloseTo(total.error, 3)
  })
})

const rounded = (figures: Record<string, number>) =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 1000) / 1000]))

/**
 * Ten people, ten questions, halves instead of Kelley's groups: the "Item Analysis Worksheet" that universities hand out
 * (studylib.net/doc/25270846), with its answers, which hold when counted by hand.
 */
describe('the worksheet of ten people', () => {
  const rows = [
    ...['1111111111', '1111111101', '1101111100', '0111110101', '1110111001'],
    ...['1110110100', '0110110101', '0111001010', '1110100001', '0100010010'],
  ].map((row) => [...row].map(Number))
  const difficulty = [0.6, 1, 0.8, 0.5, 0.8, 0.8, 0.5, 0.6, 0.3, 0.6]
  const discrimination = [0.4, 0, 0, 0.6, 0.4, 0.4, 0.6, 0.4, -0.2, 0.4]

  test('gives its difficulty of each question', () => {
    const figures = findQuestionFigures(questionsOf(10), rows.map(sittingOf))
    expect(figures.map(({ facility }) => facility)).toEqual(difficulty)
  })

  test('gives its discrimination of each question, from halves', () => {
    const groups = groupScores(
      rows.map((row) => sum(row)),
      0.5,
    )
    expect(groups).toEqual([...Array(5).fill('upper'), ...Array(5).fill('lower')])
    const found = difficulty.map((_p, index) => {
      const right = (name: string) =>
        sum(rows.flatMap((row, person) => (groups?.[person] === name ? [row[index] ?? 0] : [])))
      return (right('upper') - right('lower')) / 5
    })
    expect(found).toEqual(discrimination)
  })

  test('by the 27 per cent of Kelley takes ties into the groups whole', () => {
    const figures = findQuestionFigures(questionsOf(10), rows.map(sittingOf))
    // Three people would do at either end, but three have the third best result.
    expect(figures[0]?.groups).toEqual({ upper: 5, middle: 2, lower: 3 })
    expect(figures[3]?.discrimination).toBeCloseTo(4 / 5 - 1 / 3)
  })
})
