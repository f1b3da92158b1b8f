import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addEvidence,
  ANSWER_WEIGHT,
  type Competence,
  estimateAt,
  type Evidence,
  HALF_LIFE_DAYS,
  levelAt,
  levels,
} from './competence.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 1, 1)

const answer = (mark: number, at = START, weight: number = ANSWER_WEIGHT.examined): Evidence => ({
  article: 25,
  mark,
  weight,
  at,
})

function after(...evidence: Evidence[]): Competence | null {
  let known: Competence | undefined
  for (const one of evidence) known = addEvidence(known, one)
  return known ?? null
}

const levelAfter = (evidence: Evidence[], now: number) => levelAt(after(...evidence), now)

const mark = fc.constantFrom(0, 1 / 3, 0.5, 1)
const weight = fc.constantFrom(...Object.values(ANSWER_WEIGHT))
/** Answers over a year, some recorded with a clock that had gone back. */
const history = fc
  .array(fc.record({ mark, weight, later: fc.integer({ min: -2 * DAY, max: 40 * DAY }) }), {
    minLength: 1,
    maxLength: 25,
  })
  .map((steps) => {
    let at = START
    return steps.map((step) => answer(step.mark, (at += step.later), step.weight))
  })
const later = fc.integer({ min: 0, max: 800 * DAY })
const certainty = ({ estimate }: { estimate: number }) => Math.abs(estimate - 0.5)
const rank = (known: Competence | null, now: number) => levels.indexOf(levelAt(known, now))

describe('the estimate', () => {
  test('is that of Laplace’s rule for fresh answers: one right and one wrong are imagined', () => {
    const known = after(answer(1), answer(1), answer(0)) as Competence
    expect(estimateAt(known, START)).toEqual({ estimate: 3 / 5, answers: 3 })
    expect(known.answers).toBe(3)
  })

  test('halves the evidence in a half-life, and counts practice for less', () => {
    const known = after(answer(1), answer(1, START, ANSWER_WEIGHT.practised)) as Competence
    expect(estimateAt(known, START + HALF_LIFE_DAYS * DAY)).toEqual({ estimate: 1.75 / 2.75, answers: 0.75 })
  })

  test('stays between 0 and 1, with no more behind it than was answered', () => {
    fc.assert(
      fc.property(history, later, (evidence, wait) => {
        const known = after(...evidence) as Competence
        const { estimate, answers } = estimateAt(known, known.answeredAt + wait)
        expect(estimate).toBeGreaterThan(0)
        expect(estimate).toBeLessThan(1)
        expect(answers).toBeGreaterThan(0)
        expect(answers).toBeLessThanOrEqual(evidence.length)
      }),
    )
  })

  test('is never lowered by a right answer, nor raised by a wrong one', () => {
    fc.assert(
      fc.property(history, weight, later, (evidence, counted, wait) => {
        const known = after(...evidence) as Competence
        const now = known.answeredAt + wait
        const before = estimateAt(known, now).estimate
        expect(estimateAt(addEvidence(known, answer(1, now, counted)), now).estimate).toBeGreaterThan(before)
        expect(estimateAt(addEvidence(known, answer(0, now, counted)), now).estimate).toBeLessThan(before)
      }),
    )
  })

  test('grows no more certain by waiting', () => {
    fc.assert(
      fc.property(history, later, later, (evidence, wait, more) => {
        const known = after(...evidence) as Competence
        const early = estimateAt(known, known.answeredAt + wait)
        const late = estimateAt(known, known.answeredAt + wait + more)
        expect(certainty(late)).toBeLessThanOrEqual(certainty(early) + 1e-12)
        expect(late.answers).toBeLessThanOrEqual(early.answers)
      }),
    )
  })

  test('and the level do not depend on the order of answers of the same moment', () => {
    const moment = fc.array(fc.record({ mark, weight }), { minLength: 2, maxLength: 8 })
    const shuffled = moment.chain((one) =>
      fc.tuple(fc.constant(one), fc.shuffledSubarray(one, { minLength: one.length })),
    )
    fc.assert(
      fc.property(history, shuffled, later, (earlier, [one, other], wait) => {
        const [first, second] = [one, other].map((answers) => {
          const at = Math.max(...earlier.map((evidence) => evidence.at)) + DAY
          return after(...earlier, ...answers.map((given) => answer(given.mark, at, given.weight))) as Competence
        }) as [Competence, Competence]
        const now = first.answeredAt + wait
        expect(estimateAt(first, now).estimate).toBeCloseTo(estimateAt(second, now).estimate, 10)
        expect(levelAt(first, now)).toBe(levelAt(second, now))
      }),
    )
  })

  test('takes an answer that was recorded late for as old as it is', () => {
    const [inOrder, late] = [
      after(answer(1, START), answer(0, START + 30 * DAY)),
      after(answer(0, START + 30 * DAY), answer(1, START)),
    ] as [Competence, Competence]
    const now = START + 50 * DAY
    expect(estimateAt(late, now).estimate).toBeCloseTo(estimateAt(inOrder, now).estimate, 12)
    expect(late.answeredAt).toBe(START + 30 * DAY)
  })
})

describe('the level', () => {
  const right = (count: number) => Array.from({ length: count }, () => answer(1))
  const practised = (count: number) => Array.from({ length: count }, () => answer(1, START, ANSWER_WEIGHT.practised))

  test.each([
    ['nothing', [], START, 'none'],
    ['one wrong answer', [answer(0)], START, 'beginning'],
    ['one right answer in practice', practised(1), START, 'beginning'],
    ['one right answer in a quiz', right(1), START, 'developing'],
    ['two right answers', right(2), START, 'developing'],
    ['three right answers', right(3), START, 'secure'],
    ['five right answers in practice', practised(5), START, 'developing'],
    ['six right answers in practice', practised(6), START, 'secure'],
    ['three right and one wrong', [...right(3), answer(0)], START, 'developing'],
    ['three right and, a day later, one wrong', [...right(3), answer(0, START + DAY)], START + DAY, 'secure'],
    ['three right, a day later', right(3), START + DAY, 'secure'],
    ['three right, five months later', right(3), START + 150 * DAY, 'secure'],
    ['three right, six months later', right(3), START + 180 * DAY, 'refresh'],
    ['one right answer after that', [...right(3), answer(1, START + 180 * DAY)], START + 180 * DAY, 'refresh'],
    [
      'three right and, a week later, three wrong',
      [...right(3), ...[7, 7, 7].map((days) => answer(0, START + days * DAY))],
      START + 7 * DAY,
      'refresh',
    ],
  ] as const)('after %s', (_what, evidence, now, level) => {
    expect(levelAfter([...evidence], now)).toBe(level)
  })

  test('is never lowered by a right answer', () => {
    fc.assert(
      fc.property(history, weight, later, (evidence, counted, wait) => {
        const known = after(...evidence) as Competence
        const now = known.answeredAt + wait
        expect(rank(addEvidence(known, answer(1, now, counted)), now)).toBeGreaterThanOrEqual(rank(known, now))
      }),
    )
  })

  test('is never raised by waiting, and never forgets that it was secure', () => {
    fc.assert(
      fc.property(history, later, later, (evidence, wait, more) => {
        const known = after(...evidence) as Competence
        const [early, late] = [known.answeredAt + wait, known.answeredAt + wait + more]
        expect(rank(known, late)).toBeLessThanOrEqual(rank(known, early))
        if (levelAt(known, early) === 'secure') expect(levelAt(known, late)).toMatch(/^(secure|refresh)$/)
      }),
    )
  })
})
