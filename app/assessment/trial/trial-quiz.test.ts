import { describe, expect, test } from 'vitest'
import { completeSettings, type WrittenSettings } from '#app/content/quiz-settings.ts'
import type { Question } from '#app/content/question.ts'
import { answerOf } from '#db/seed/assessment.ts'
import { buildQuestion, shortQuestion } from '#db/seed/course-drafts.ts'
import { showAnswer } from '../answer-fields.ts'
import { orderField, readOrder, readOrders, writeOrder } from './trial-order.ts'
import { markTrial, poseTrial } from './trial-quiz.server.ts'

const questions: Question[] = [
  buildQuestion({ id: 'a' }),
  buildQuestion({ id: 'b', kind: 'multiple' }),
  shortQuestion({ id: 'c' }),
]
const rules = (written: Partial<WrittenSettings> = {}) =>
  completeSettings({ kind: 'module', passMark: 60, shuffle: true, ...written })

/** A trial, answered as the form that was shown would send it. */
function tryOut(knowing: 'everything' | 'nothing', settings = rules()) {
  const posed = poseTrial(questions, settings)
  const form = posed.map(({ position, order }) => [orderField(position), writeOrder(order)] as const)
  const answers = posed.map(({ position, order }) => {
    const question = questions[position] as Question
    return { position, fields: showAnswer({ question, order, answer: answerOf(question, knowing) }) }
  })
  return markTrial({ questions, settings, orders: readOrders(form), answers })
}

describe('a quiz that its author tries out', () => {
  test('tells nothing before it is answered', () => {
    const posed = JSON.stringify(poseTrial(questions, rules()))
    expect(posed).not.toMatch(/correct|eedback|xplanation|preserve/)
  })

  test('is marked in whatever order it was shown', () => {
    for (let round = 0; round < 10; round += 1) {
      expect(tryOut('everything')).toMatchObject({ status: 'marked', result: { scorePercent: 100, passed: true } })
      expect(tryOut('nothing')).toMatchObject({ status: 'marked', result: { scorePercent: 0, passed: false } })
    }
  })

  test.each([
    ['at-once', 'nothing', 'shown', 3],
    ['when-passed', 'nothing', 'when-passed', 0],
    ['when-passed', 'everything', 'shown', 3],
    ['never', 'everything', 'never', 0],
  ] as const)('shows right answers as its rules say: %s, knowing %s', (feedback, knowing, disclosure, shown) => {
    const trial = tryOut(knowing, rules({ feedback }))
    if (trial.status === 'unusable') throw new Error('unusable')
    expect(trial.result.disclosure).toBe(disclosure)
    expect(trial.result.questions).toHaveLength(shown)
  })

  test('takes nothing for an answer that was never offered', () => {
    const orders = new Map([
      [0, '0.1.2'],
      [1, '2.1.0'],
      [2, ''],
    ])
    const mark = (position: number, value: string, given = orders) =>
      markTrial({
        questions,
        settings: rules(),
        orders: given,
        answers: [{ position, fields: new Map([['', [value]]]) }],
      })
    expect(mark(0, '2')).toMatchObject({ status: 'marked' })
    expect(mark(0, '3')).toEqual({ status: 'unusable' })
    expect(mark(7, '0')).toEqual({ status: 'unusable' })
    expect(mark(0, '1', new Map())).toEqual({ status: 'unusable' })
  })
})

test.each(['0.1', '0.1.1', '0.1.3', '0.1.2.3', 'x', '-1.0.1', '', '0.1.1e0.2'])(
  '"%s" is no order of three options',
  (order) => {
    expect(readOrder(questions[0] as Question, order)).toBeNull()
  },
)
