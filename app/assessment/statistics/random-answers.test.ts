import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Question } from '#app/content/question.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { findQuestionFigures, type QuestionFigures } from './question-figures.ts'
import { flagQuestion } from './question-flags.ts'
import { cronbachAlpha, findReliability } from './quiz-figures.ts'
import type { Sitting } from './sitting.ts'

const mark = fc.constantFrom(0, 1 / 3, 0.5, 2 / 3, 1)
const answer = fc.constantFrom(null, '[0]', '[1]', '[0,2]', '[]', '"x"', '[null]', '[9]')
const matrix = fc.integer({ min: 1, max: 6 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    rows: fc.array(
      fc.array(fc.record({ mark, answer, hash: fc.constantFrom('', '', '', '-before') }), {
        minLength: columns,
        maxLength: columns,
      }),
      { maxLength: 45 },
    ),
    order: fc.array(fc.nat(), { minLength: 45, maxLength: 45 }),
  }),
)

const wording = (question: Question) => ({ question, questionHash: question.id })

describe('whatever people answered', () => {
  const questionsOf = (columns: number) =>
    Array.from({ length: columns }, (_, index) =>
      wording(buildQuestion({ id: `q${index}`, kind: index % 2 ? 'multiple' : 'single' })),
    )
  const sittingsOf = (rows: readonly (readonly { mark: number; answer: string | null; hash: string }[])[]) =>
    rows.map((row): Sitting =>
      row.map((one, index) => ({
        ...one,
        timeSpent: null,
        questionId: `q${index}`,
        questionHash: `q${index}${one.hash}`,
      })),
    )

  test('every figure is a number within its bounds, or none', () => {
    const isWithin = (value: number | null, least: number, most: number) =>
      value === null || (Number.isFinite(value) && value >= least && value <= most)
    fc.assert(
      fc.property(matrix, ({ columns, rows }) => {
        const sittings = sittingsOf(rows)
        const questions = questionsOf(columns)
        for (const [index, figures] of findQuestionFigures(questions, sittings).entries()) {
          expect(isWithin(figures.facility, 0, 1)).toBe(true)
          expect(isWithin(figures.unanswered, 0, 1)).toBe(true)
          expect(isWithin(figures.discrimination, -1, 1)).toBe(true)
          expect(isWithin(figures.itemRest, -1, 1)).toBe(true)
          expect(figures.asked + figures.otherWordings).toBe(rows.length)
          const { upper, middle, lower } = figures.groups
          expect(upper + middle + lower).toBe(figures.asked < 5 ? 0 : figures.asked)
          for (const one of figures.options ?? []) expect(one.upper).toBeLessThanOrEqual(upper)
          expect(flagQuestion(questions[index]?.question as Question, figures) === null).toBe(figures.asked < 30)
        }
        const reliability = findReliability(
          questions.map(({ questionHash }) => questionHash),
          sittings,
        )
        if (reliability.status === 'given') {
          expect(Number.isFinite(reliability.alpha) && reliability.alpha <= 1).toBe(true)
          expect(isWithin(reliability.error, 0, 1)).toBe(true)
        }
      }),
    )
  })

  test('who came when changes nothing', () => {
    fc.assert(
      fc.property(matrix, ({ columns, rows, order }) => {
        const moved = rows
          .map((row, index) => ({ row, place: order[index] ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ row }) => row)
        const [before, after] = [rows, moved].map((some) => findQuestionFigures(questionsOf(columns), sittingsOf(some)))
        for (const [index, figures] of (before ?? []).entries()) {
          const { facility, discrimination, itemRest, ...counts } = figures
          const again = after?.[index] as QuestionFigures
          expect(again).toMatchObject(counts)
          for (const [one, other] of [
            [facility, again.facility],
            [discrimination, again.discrimination],
            [itemRest, again.itemRest],
          ] as const) {
            expect(one === null).toBe(other === null)
            expect(one ?? 0).toBeCloseTo(other ?? 0, 9)
          }
        }
        const alphas = [rows, moved].map((some) => cronbachAlpha(some.map((row) => row.map((one) => one.mark))))
        expect(alphas[0] ?? 0).toBeCloseTo(alphas[1] ?? 0, 9)
      }),
    )
  })
})
