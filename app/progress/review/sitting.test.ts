import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseSitting, type DueQuestion, MOST_IN_SITTING } from './sitting.ts'

const due = (questionId: string, dueAt: number, ...articles: number[]): DueQuestion => ({ questionId, dueAt, articles })
const idsOf = (questions: readonly DueQuestion[]) => questions.map(({ questionId }) => questionId)

test('the most overdue comes first, and no more than a sitting holds', () => {
  const questions = [30, 10, 20, 60, 50, 40].map((dueAt) => due(`q${dueAt}`, dueAt, dueAt))
  expect(idsOf(chooseSitting(questions))).toEqual(['q10', 'q20', 'q30', 'q40', 'q50'])
})

test('articles take turns while one is left that was not asked about', () => {
  const questions = [
    due('a', 1, 25),
    due('b', 2, 25),
    due('c', 3, 25),
    due('d', 4, 42),
    due('e', 5, 25, 42),
    due('f', 6),
  ]
  expect(idsOf(chooseSitting(questions))).toEqual(['a', 'd', 'f', 'b', 'c'])
})

test('every choice is of different questions that are due, the most overdue among them, in whatever order they came', () => {
  const question = fc.record({
    questionId: fc.string({ minLength: 1, maxLength: 4 }),
    dueAt: fc.integer({ min: 0, max: 9 }),
    articles: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
  })
  const questions = fc.uniqueArray(question, { selector: ({ questionId }) => questionId, maxLength: 12 })
  fc.assert(
    fc.property(
      questions.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const chosen = chooseSitting(all)
        expect(chooseSitting(shuffled)).toEqual(chosen)
        expect(chosen).toHaveLength(Math.min(MOST_IN_SITTING, all.length))
        expect(new Set(idsOf(chosen)).size).toBe(chosen.length)
        if (all.length > 0) expect(chosen[0]?.dueAt).toBe(Math.min(...all.map(({ dueAt }) => dueAt)))
      },
    ),
  )
})
