import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { GRACE } from '#app/assessment/attempt-rules.ts'
import { findAttempt, findResult, listAttempts } from '#app/assessment/attempt-queries.server.ts'
import { saveAnswers } from '#app/assessment/save-answers.server.ts'
import type { WrittenSettings } from '#app/content/quiz-settings.ts'
import { reader } from '#db/client.server.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { activityProgress } from '#db/schema/progress.ts'
import { placedAnswers, seat } from '#db/seed/assessment.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { insertLearner, verbsOf } from '#db/seed/progress.ts'
import { endOverdueAttempts } from './end-overdue-attempts.server.ts'
import { rebuildSummaries } from './rebuild-summaries.server.ts'
import { startQuiz } from './start-quiz.server.ts'
import { submitQuiz } from './submit-quiz.server.ts'

const START = Date.UTC(2026, 1, 1, 9)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

let count = 0

async function quizWith(rules: Partial<WrittenSettings>, questions = 3) {
  count += 1
  const id = `ruled-${count}`
  const course = await insertPublishedCourse({
    drafts: [
      {
        kind: 'quiz',
        id,
        quiz: { kind: 'module', passMark: 60, shuffle: true, ...rules },
        questions: Array.from({ length: questions }, (_, index) =>
          buildQuestion({ id: `${id}-q${index}`, articles: [{ article: index % 2 ? 25 : 29, paragraph: null }] }),
        ),
      },
    ],
  })
  const [activity] = course.quizzes
  if (!activity) throw new Error('no quiz')
  const accountId = await insertLearner()
  const start = (now: number) => startQuiz({ seat, code: '', accountId, outline: course.outline, activity, now })
  const begin = async (now: number) => {
    const begun = await start(now)
    if (begun.status === 'refused') throw new Error('refused')
    return begun.attemptId
  }
  const sit = async (now: number, knowing: 'everything' | 'nothing') => {
    const attemptId = await begin(now)
    await saveAnswers({ seat, accountId, attemptId, answers: await placedAnswers(attemptId, knowing), now })
    return await submitQuiz({ accountId, attemptId, now: now + 1 })
  }
  const state = async () => {
    const own = and(eq(activityProgress.accountId, accountId), eq(activityProgress.activityId, id))
    const [row] = await reader.select().from(activityProgress).where(own)
    return row
  }
  return { accountId, quizId: id, start, begin, sit, state }
}

describe('the rules of beginning', () => {
  it('allow one attempt to two tabs that begin at once', async () => {
    const { accountId, quizId, start, sit } = await quizWith({ attempts: 2 })
    await sit(START, 'nothing')
    const both = await Promise.all([start(START + 10), start(START + 10)])
    expect(both.map(({ status }) => status)).toEqual(['begun', 'begun'])
    expect(await listAttempts({ accountId, quizId })).toHaveLength(2)
  })

  it('refuse in words what is beyond them, and leave no trace', async () => {
    const { accountId, quizId, start, sit } = await quizWith({ attempts: 2, wait: 24 })
    await sit(START, 'nothing')
    const until = START + 1 + 24 * HOUR
    expect(await start(until - 1)).toEqual({ status: 'refused', refusal: { reason: 'wait', until } })
    await sit(until, 'nothing')
    expect(await start(until + 90 * HOUR)).toEqual({
      status: 'refused',
      refusal: { reason: 'no-attempt-left', most: 2 },
    })
    expect(await listAttempts({ accountId, quizId })).toHaveLength(2)
    expect((await verbsOf(accountId)).filter((verb) => verb === 'quiz-started')).toHaveLength(2)
  })

  it('draw as many questions as they say, without repeats, and others another time', async () => {
    const draw = [
      { articles: [25], difficulty: null, count: 2 },
      { articles: null, difficulty: null, count: 2 },
    ]
    const { sit, accountId, quizId } = await quizWith({ draw }, 10)
    const drawn = new Set<string>()
    for (let round = 0; round < 12; round += 1) await sit(START + round * HOUR, 'nothing')
    for (const { id } of await listAttempts({ accountId, quizId })) {
      const rows = await reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, id))
      const asked = rows.map(({ questionId }) => questionId)
      expect(new Set(asked).size).toBe(4)
      const odd = asked.filter((question) => Number(question.split('-q')[1]) % 2 === 1)
      expect(odd.length).toBeGreaterThanOrEqual(2)
      drawn.add(asked.join())
    }
    expect(drawn.size).toBeGreaterThan(1)
  })
})

describe('the order of questions', () => {
  const ordersOf = async (rules: Partial<WrittenSettings>) => {
    const { sit, accountId, quizId } = await quizWith(rules, 6)
    for (let round = 0; round < 6; round += 1) await sit(START + round * HOUR, 'nothing')
    const orders: string[] = []
    for (const { id } of await listAttempts({ accountId, quizId })) {
      const rows = await reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, id))
      const asked = rows.sort((a, b) => a.position - b.position).map(({ questionId }) => questionId)
      expect(new Set(asked).size).toBe(6)
      orders.push(asked.join())
    }
    return orders
  }

  it('is the written one, for everybody', async () => {
    expect(new Set(await ordersOf({})).size).toBe(1)
  })

  // Six orders of six questions are all one by chance once in 720⁵ runs.
  it('is drawn anew for each attempt where the rules say so', async () => {
    expect(new Set(await ordersOf({ order: 'drawn' })).size).toBeGreaterThan(1)
  })
})

describe('time', () => {
  const timed = () => quizWith({ timeLimit: 45 })
  const due = START + 45 * MINUTE

  it('is taken for answers on their way, and for none after', async () => {
    const { accountId, begin } = await timed()
    const attemptId = await begin(START)
    const answers = await placedAnswers(attemptId, 'everything')
    const save = (now: number) => saveAnswers({ seat, accountId, attemptId, answers, now })
    expect(await findAttempt({ accountId, attemptId })).toMatchObject({ dueAt: due })
    expect(await save(due + GRACE)).toMatchObject({ status: 'saved' })
    expect(await save(due + GRACE + 1)).toEqual({ status: 'time-over' })
  })

  it('hands in for who never comes back, with what was saved, once, at the end of the time', async () => {
    await endOverdueAttempts({ now: START + 100 * HOUR })
    const { accountId, begin, state } = await timed()
    const attemptId = await begin(START)
    await saveAnswers({
      seat,
      accountId,
      attemptId,
      answers: await placedAnswers(attemptId, 'everything'),
      now: START + 1,
    })
    expect(await endOverdueAttempts({ now: due + GRACE })).toEqual({ ended: 0 })
    const twice = await Promise.all([1, 2].map((more) => endOverdueAttempts({ now: due + GRACE + more })))
    expect(twice.map(({ ended }) => ended).sort()).toEqual([0, 1])
    expect(await findResult({ accountId, attemptId })).toMatchObject({
      submittedAt: due,
      endedBy: 'time',
      scorePercent: 100,
      passed: true,
    })
    expect(await state()).toMatchObject({ attempts: 1, completedAt: due })
    expect((await rebuildSummaries()).corrected).toBe(0)
  })

  it('does not let an attempt be taken up that is over: the next one begins', async () => {
    const { accountId, begin } = await timed()
    const first = await begin(START)
    expect(await begin(due + GRACE)).toBe(first)
    const second = await begin(due + GRACE + 1)
    expect(second).not.toBe(first)
    expect(await findResult({ accountId, attemptId: first })).toMatchObject({ endedBy: 'time', scorePercent: 0 })
  })

  it('leaves those alone who have no limit', async () => {
    const { begin } = await quizWith({})
    const attemptId = await begin(START)
    await endOverdueAttempts({ now: START + 10_000 * HOUR })
    const [row] = await reader.select().from(attempt).where(eq(attempt.id, attemptId))
    expect(row).toMatchObject({ dueAt: null, submittedAt: null })
  })
})

describe('which attempt counts', () => {
  it.each([
    ['best', 100],
    ['first', 0],
    ['last', 0],
  ] as const)(
    '%s: of nothing, everything and nothing right it shows %s per cent, and passed stays passed',
    async (counts, shown) => {
      const { sit, state } = await quizWith({ counts })
      await sit(START, 'nothing')
      await sit(START + HOUR, 'everything')
      if (counts === 'last') expect(await state()).toMatchObject({ bestScore: 100 })
      await sit(START + 2 * HOUR, 'nothing')
      expect(await state()).toMatchObject({ bestScore: shown, completedAt: START + HOUR + 1 })
      expect((await rebuildSummaries()).corrected).toBe(0)
    },
  )

  it('a pre-test is done by being handed in', async () => {
    const { sit, state } = await quizWith({ kind: 'pre-test', passMark: 80 })
    await sit(START, 'nothing')
    expect(await state()).toMatchObject({ bestScore: 0, completedAt: START + 1 })
  })
})

describe('right answers', () => {
  it('are kept back until passed or until no attempt is left', async () => {
    const { accountId, quizId, sit } = await quizWith({ feedback: 'when-passed', attempts: 2 })
    await sit(START, 'nothing')
    const [first] = await listAttempts({ accountId, quizId })
    const look = () => findResult({ accountId, attemptId: first?.id ?? '' })
    const before = await look()
    expect(before).toMatchObject({ disclosure: 'when-passed', questions: [] })
    expect(before?.byArticle.map(({ article }) => article)).toEqual([25, 29])
    expect(JSON.stringify(before)).not.toMatch(/correct|Feedback on|Ask first/)
    await sit(START + HOUR, 'nothing')
    expect((await look())?.questions).toHaveLength(3)
  })

  it('are never told where the author says so', async () => {
    const { accountId, quizId, sit } = await quizWith({ feedback: 'never' })
    await sit(START, 'everything')
    const [first] = await listAttempts({ accountId, quizId })
    expect(await findResult({ accountId, attemptId: first?.id ?? '' })).toMatchObject({
      disclosure: 'never',
      questions: [],
      passed: true,
    })
  })
})
