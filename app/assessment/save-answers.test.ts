import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { attemptQuestion } from '#db/schema/assessment.ts'
import { chosen, openAttempt, seat } from '#db/seed/assessment.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import type { Choice } from './later-wins.ts'
import type { PostedAnswer } from './posted-answers.ts'
import { saveAnswers } from './save-answers.server.ts'

const now = Date.UTC(2026, 1, 1, 9)

/** Question 0 takes one choice, question 1 takes several; both show three options. */
async function sitting() {
  const { outline, finalQuiz: activity } = await insertPublishedCourse()
  const { id: accountId } = await write((tx) => insertAccount({}, tx))
  const { attemptId } = await openAttempt({ accountId, outline, activity, now })
  const save = (answers: readonly PostedAnswer[], at = now) =>
    saveAnswers({ seat, accountId, attemptId, answers, now: at })
  const stored = () => reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, attemptId))
  return { save, stored }
}

describe('saving answers', () => {
  it('stores option indexes of the wording, never places', async () => {
    const { save, stored } = await sitting()
    expect(await save([chosen(0, 2)])).toMatchObject({ status: 'saved', savedAt: now, kept: [] })
    const [first] = await stored()
    const order = JSON.parse(first?.optionOrder ?? '[]') as number[]
    expect(first).toMatchObject({ answer: JSON.stringify([order[2]]), answeredAt: now })
  })

  it('leaves the questions alone that are not named', async () => {
    const { save, stored } = await sitting()
    await save([chosen(0, 0)])
    const [before] = await stored()
    await save([chosen(1, 0, 1)], now + 5)
    const [first, second] = await stored()
    expect(first).toEqual(before)
    expect(second?.answeredAt).toBe(now + 5)
  })

  it('changes nothing when the same is sent again, in whatever order', async () => {
    const { save, stored } = await sitting()
    await save([chosen(1, 0, 2)])
    const before = await stored()
    expect(await save([chosen(1, 2, 0)], now + 9)).toMatchObject({ status: 'saved', savedAt: now + 9, kept: [] })
    expect(await stored()).toEqual(before)
  })

  it('takes an answer back when no place is left', async () => {
    const { save, stored } = await sitting()
    await save([chosen(1, 0)])
    await save([chosen(1)])
    expect((await stored())[1]).toMatchObject({ answer: null, answeredAt: null })
  })

  it.each<[string, PostedAnswer[], number[]]>([
    ['a place beyond the options', [chosen(0, 3)], [0]],
    ['a negative place', [chosen(0, -1)], [0]],
    ['half a place', [chosen(0, 0.5)], [0]],
    ['no number', [chosen(0, Number.NaN)], [0]],
    ['two places for a single choice', [chosen(0, 0, 1)], [0]],
    ['a place twice', [chosen(1, 1, 1)], [1]],
    ['a huge number of places', [chosen(1, ...Array.from({ length: 5000 }, (_, place) => place))], [1]],
    ['a question that is not asked', [chosen(7, 0)], [7]],
    ['a question answered twice', [chosen(0, 0), chosen(0, 1)], [0]],
    ['one bad answer among good ones', [chosen(0, 1), chosen(1, 9)], [1]],
  ])('refuses %s and saves nothing', async (_what, answers, positions) => {
    const { save, stored } = await sitting()
    await save([chosen(0, 0), chosen(1, 0)])
    const before = await stored()
    expect(await save(answers, now + 1)).toEqual({ status: 'unusable', positions })
    expect(await stored()).toEqual(before)
  })
})

describe('the time of an answer', () => {
  const MINUTE = 60_000
  const operation = (count: number, ago = 0) => ({ kind: 'operation' as const, id: `abcdefgh-${count}`, ago })

  async function timedSitting() {
    const { outline, finalQuiz: activity } = await insertPublishedCourse()
    const { id: accountId } = await write((tx) => insertAccount({}, tx))
    const { attemptId } = await openAttempt({ accountId, outline, activity, now })
    const save = (answers: readonly PostedAnswer[], choices: [number, Choice][], minute: number) =>
      saveAnswers({ seat, accountId, attemptId, answers, choices: new Map(choices), now: now + minute * MINUTE })
    const times = async () => {
      const rows = await reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, attemptId))
      return rows.map(({ timeSpent }) => timeSpent && timeSpent / MINUTE)
    }
    return { save, times }
  }

  it('goes from one choice to the next, also where several arrive together, and adds up', async () => {
    const { save, times } = await timedSitting()
    const both: [number, Choice][] = [
      [0, operation(1, 5 * MINUTE)],
      [1, operation(2, 2 * MINUTE)],
    ]
    await save([chosen(0, 0), chosen(1, 0)], both, 7)
    expect(await times()).toEqual([2, 3])
    await save([chosen(0, 1)], [[0, operation(3)]], 9)
    expect(await times()).toEqual([6, 3])
  })

  it('is not that of a choice that comes out of its turn, nor of one that is sent again', async () => {
    const { save, times } = await timedSitting()
    await save([chosen(1, 0)], [[1, operation(2)]], 5)
    await save([chosen(1, 0)], [[1, operation(2)]], 8)
    await save([chosen(0, 0)], [[0, operation(1, 7 * MINUTE)]], 10)
    expect(await times()).toEqual([null, 5])
  })

  it('leaves out a pause of more than half an hour', async () => {
    const { save, times } = await timedSitting()
    await save([chosen(0, 0)], [[0, operation(1)]], 31)
    await save([chosen(1, 0)], [[1, operation(2)]], 32)
    expect(await times()).toEqual([null, 1])
  })

  it('is known of a form without the script only where one question stands on the page', async () => {
    const { save, times } = await timedSitting()
    const form = { kind: 'form', version: 0 } as const
    await save([chosen(0, 0)], [[0, form]], 4)
    expect(await times()).toEqual([4, null])
    const another = await timedSitting()
    await another.save(
      [chosen(0, 0), chosen(1, 0)],
      [
        [0, form],
        [1, form],
      ],
      4,
    )
    expect(await another.times()).toEqual([null, null])
  })
})
