import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChoiceQuestion } from '#app/content/question.ts'
import { isUsableAnswer } from './answer.ts'
import { isPass, markAnswer, scorePercent } from './marking.ts'

function question(kind: ChoiceQuestion['kind'], correct: readonly boolean[]): ChoiceQuestion {
  return {
    id: 'q',
    kind,
    stemHtml: '',
    options: correct.map((isCorrect, index) => ({ html: `${index}`, correct: isCorrect, feedbackHtml: '' })),
    explanationHtml: '',
    articles: [],
    objective: null,
  }
}

const single = fc.integer({ min: 2, max: 8 }).chain((count) =>
  fc.nat(count - 1).map((right) =>
    question(
      'single',
      Array.from({ length: count }, (_, i) => i === right),
    ),
  ),
)
const multiple = fc
  .array(fc.boolean(), { minLength: 2, maxLength: 8 })
  .filter((correct) => correct.includes(true))
  .map((correct) => question('multiple', correct))
const anyQuestion = fc.oneof(single, multiple)
const asked = anyQuestion.chain((q) => fc.tuple(fc.constant(q), fc.subarray(q.options.map((_, index) => index))))

const rightOnes = (q: ChoiceQuestion) => q.options.flatMap((option, index) => (option.correct ? [index] : []))

describe('the mark of an answer', () => {
  it.each([
    ['single', [true, false, false], [0], 1],
    ['single', [true, false, false], [1], 0],
    ['single', [true, false, false], [0, 1], 0],
    ['single', [true, false, false], [], 0],
    ['multiple', [true, true, false, false], [0, 1], 1],
    ['multiple', [true, true, false, false], [0], 0.5],
    ['multiple', [true, true, false, false], [0, 2], 0],
    ['multiple', [true, true, false, false], [0, 1, 2], 0.5],
    ['multiple', [true, true, false, false], [0, 1, 2, 3], 0],
    ['multiple', [true, true, false, false], [2, 3], 0],
    ['multiple', [true, true, true, true, false], [0, 1, 2, 4], 0.5],
    ['multiple', [true, true, false], [], 0],
    ['multiple', [true, true, false], [0, 0, 0], 0.5],
    ['multiple', [true, true, false], [0, 99], 0],
  ] as const)('of a %s question with %j, answered %j, is %d', (kind, correct, answer, mark) => {
    expect(markAnswer(question(kind, correct), answer)).toBe(mark)
  })

  it('lies between 0 and 1, whatever is sent', () => {
    fc.assert(
      fc.property(anyQuestion, fc.array(fc.integer({ min: -3, max: 12 })), (q, answer) => {
        const mark = markAnswer(q, answer)
        expect(mark).toBeGreaterThanOrEqual(0)
        expect(mark).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('does not depend on the order in which options were chosen', () => {
    fc.assert(
      fc.property(
        asked.chain(([q, answer]) =>
          fc.tuple(
            fc.constant(q),
            fc.constant(answer),
            fc.shuffledSubarray(answer, { minLength: answer.length, maxLength: answer.length }),
          ),
        ),
        ([q, answer, shuffled]) => {
          expect(markAnswer(q, shuffled)).toBe(markAnswer(q, answer))
        },
      ),
    )
  })

  it('is 1 for exactly the right options', () => {
    fc.assert(
      fc.property(asked, ([q, answer]) => {
        const right = rightOnes(q)
        const isFull = answer.length === right.length && right.every((index) => answer.includes(index))
        expect(markAnswer(q, right)).toBe(1)
        expect(markAnswer(q, answer) === 1).toBe(isFull)
      }),
    )
  })

  it('never rises with one more wrong option', () => {
    fc.assert(
      fc.property(asked, ([q, answer]) => {
        const wrong = q.options.findIndex((option, index) => !option.correct && !answer.includes(index))
        fc.pre(wrong >= 0)
        expect(markAnswer(q, [...answer, wrong])).toBeLessThanOrEqual(markAnswer(q, answer))
      }),
    )
  })

  it('never falls with one more right option of a multiple question', () => {
    fc.assert(
      fc.property(
        multiple.chain((q) => fc.tuple(fc.constant(q), fc.subarray(q.options.map((_, index) => index)))),
        ([q, answer]) => {
          const missing = rightOnes(q).find((index) => !answer.includes(index))
          fc.pre(missing !== undefined)
          expect(markAnswer(q, [...answer, missing as number])).toBeGreaterThanOrEqual(markAnswer(q, answer))
        },
      ),
    )
  })
})

describe('an answer that can be used', () => {
  it.each([
    ['single', [], true],
    ['single', [2], true],
    ['single', [0, 1], false],
    ['multiple', [2, 0], true],
    ['multiple', [1, 1], false],
    ['multiple', [3], false],
    ['multiple', [-1], false],
    ['multiple', [0.5], false],
    ['single', [Number.NaN], false],
  ] as const)('to a %s question of three options: %j, %s', (kind, answer, usable) => {
    expect(isUsableAnswer(question(kind, [true, false, false]), answer)).toBe(usable)
  })
})

describe('the result in per cent', () => {
  it.each([
    [0, 4, 0],
    [4, 4, 100],
    [2, 3, 66],
    [6.99, 10, 69],
    [7, 10, 70],
    [1 / 3 + 1 / 3 + 1 / 3, 1, 100],
    [0.1 + 0.2 + 0.4, 1, 70],
    [0, 0, 0],
  ])('%d of %d is %d', (score, maxScore, percent) => {
    expect(scorePercent(score, maxScore)).toBe(percent)
  })

  it('passes at the pass mark and not below', () => {
    expect(isPass(scorePercent(7, 10), 70)).toBe(true)
    expect(isPass(scorePercent(6.999, 10), 70)).toBe(false)
  })
})
