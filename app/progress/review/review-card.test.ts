import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countsAgain, type ReviewCard, scheduleCard } from './review-card.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 1, 1, 9, 30)
const about = { questionId: 'q', courseId: 'course' }

const daysUntilDue = ({ dueAt, answeredAt }: ReviewCard) => (dueAt - answeredAt) / DAY

/** The card of somebody who answers with these marks, each time on the day the question is due. */
function answeredWhenDue(...marks: number[]): ReviewCard {
  let card: ReviewCard | undefined
  for (const mark of marks) card = scheduleCard(card, { ...about, mark, at: card?.dueAt ?? START })
  if (!card) throw new Error('No mark was given')
  return card
}

describe('a question', () => {
  test('comes back sooner the worse it was answered the first time', () => {
    expect([0, 0.5, 1].map((mark) => daysUntilDue(answeredWhenDue(mark)))).toEqual([1, 1, 2])
    expect(answeredWhenDue(0).stability).toBeLessThan(answeredWhenDue(0.5).stability)
  })

  test('comes back after ever longer times while it is answered rightly, within a year', () => {
    const times = [1, 2, 3, 4, 5, 6].map((count) => daysUntilDue(answeredWhenDue(...Array<number>(count).fill(1))))
    expect(times).toEqual([2, 11, 46, 163, 365, 365])
  })

  test('comes back soon after a wrong answer, however well it was known', () => {
    expect(daysUntilDue(answeredWhenDue(1, 1, 1, 0))).toBeLessThanOrEqual(5)
  })

  test('counts once a day, and not while the clock is behind', () => {
    const card = answeredWhenDue(1)
    const counts = [-DAY, 0, DAY - 1, DAY].map((later) => countsAgain(card, card.answeredAt + later))
    expect(counts).toEqual([false, false, false, true])
    expect(countsAgain(undefined, START)).toBe(true)
  })

  test('is scheduled alike whenever it is done again, and is due after whole days that count again', () => {
    const steps = fc.array(
      fc.record({ mark: fc.constantFrom(0, 0.5, 1), wait: fc.integer({ min: DAY, max: 500 * DAY }) }),
      {
        minLength: 1,
        maxLength: 20,
      },
    )
    fc.assert(
      fc.property(steps, (answers) => {
        const schedule = () => {
          let [card, at] = [undefined as ReviewCard | undefined, START]
          for (const { mark, wait } of answers) card = scheduleCard(card, { ...about, mark, at: (at += wait) })
          return card as ReviewCard
        }
        const card = schedule()
        expect(schedule()).toEqual(card)
        expect(Number.isInteger(daysUntilDue(card))).toBe(true)
        expect(daysUntilDue(card)).toBeLessThanOrEqual(365)
        expect(countsAgain(card, card.dueAt)).toBe(true)
        expect(card.stability).toBeGreaterThan(0)
      }),
    )
  })
})
