import { describe, expect, it } from 'vitest'
import { type DrawnFrom, drawQuestions, fitsRule } from './draw-questions.ts'
import { difficulties } from './question.ts'
import type { DrawRule } from './quiz-settings.ts'

const about = (article: number, difficulty: DrawnFrom['difficulty'] = null): DrawnFrom => ({
  articles: [{ article }],
  difficulty,
})
const rule = (count: number, overrides: Partial<DrawRule> = {}): DrawRule => ({
  articles: null,
  difficulty: null,
  count,
  ...overrides,
})
const inOrder = (questions: readonly DrawnFrom[]) => questions.map((_, index) => index)

/** Repeatable numbers below `most` (Park and Miller's generator). */
function chance(seed: number) {
  let state = seed
  return (most: number) => (state = (state * 48_271) % 2_147_483_647) % most
}

/** Hall's condition: whichever rules are taken together find as many questions as they ask for. */
function canBeFilled(rules: readonly DrawRule[], questions: readonly DrawnFrom[]): boolean {
  return Array.from({ length: 2 ** rules.length }, (_, mask) =>
    rules.filter((_rule, index) => mask & (1 << index)),
  ).every(
    (some) =>
      some.reduce((sum, { count }) => sum + count, 0) <=
      questions.filter((question) => some.some((one) => fitsRule(question, one))).length,
  )
}

describe('drawing by rule', () => {
  it('lets a question that fits two rules give way to the rule that has no other', () => {
    const questions = [about(25), about(29)]
    const rules = [rule(1), rule(1, { articles: [25] })]
    expect(drawQuestions(rules, questions, inOrder(questions))).toEqual({ status: 'drawn', questions: [1, 0] })
  })

  it.each([
    ['too few questions', [rule(3)], { status: 'short', rule: 0, found: 2 }],
    ['an article that none is about', [rule(1), rule(1, { articles: [27] })], { status: 'short', rule: 1, found: 0 }],
    ['a difficulty that none has', [rule(1, { difficulty: 'hard' })], { status: 'short', rule: 0, found: 0 }],
    ['what another rule needs', [rule(2), rule(1, { articles: [25] })], { status: 'short', rule: 1, found: 0 }],
  ])('says which rule is short for %s', (_what, rules, expected) => {
    const questions = [about(25), about(29)]
    expect(drawQuestions(rules, questions, inOrder(questions))).toEqual(expected)
  })

  it('of random rules and questions fails only where no choice would do, and never repeats', () => {
    const next = chance(54)
    const statuses = new Set<string>()
    for (let round = 0; round < 2000; round += 1) {
      const questions = Array.from({ length: 1 + next(9) }, () => about(1 + next(3), difficulties[next(3)]))
      const rules = Array.from({ length: 1 + next(4) }, () =>
        rule(1 + next(3), {
          articles: next(2) ? null : [1 + next(3)],
          difficulty: next(2) ? null : (difficulties[next(3)] ?? null),
        }),
      )
      const order = inOrder(questions).sort(() => next(3) - 1)
      const drawing = drawQuestions(rules, questions, order)
      statuses.add(drawing.status)
      expect(drawing.status === 'drawn').toBe(canBeFilled(rules, questions))
      if (drawing.status === 'short') continue
      expect(new Set(drawing.questions).size).toBe(drawing.questions.length)
      let from = 0
      for (const one of rules) {
        const own = drawing.questions.slice(from, (from += one.count))
        expect(own).toHaveLength(one.count)
        expect(own.every((index) => fitsRule(questions[index] as DrawnFrom, one))).toBe(true)
      }
    }
    expect(statuses).toEqual(new Set(['drawn', 'short']))
  })

  it('follows the order given: what comes first is taken', () => {
    const questions = Array.from({ length: 10 }, () => about(25))
    expect(drawQuestions([rule(3)], questions, [7, 2, 9, 0])).toEqual({ status: 'drawn', questions: [7, 2, 9] })
  })
})
