import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { CourseOutline } from '#app/content/outline.ts'
import { isChoice } from '#app/content/question.ts'
import { BrokenRule, NotFound } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { chosen, openAttempt, placedAnswers, seat } from '#db/seed/assessment.ts'
import { insertPublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { findAttempt, findResult, listAttempts } from './attempt-queries.server.ts'
import { beginAttempt } from './begin-attempt.server.ts'
import { markAttempt } from './mark-attempt.server.ts'
import { saveAnswers } from './save-answers.server.ts'

const now = Date.UTC(2026, 1, 1, 9)

async function sitting() {
  const course = await insertPublishedCourse()
  const { id: accountId } = await write((tx) => insertAccount({}, tx))
  const { outline, finalQuiz: activity } = course
  const { attemptId } = await openAttempt({ accountId, outline, activity, now })
  return { course, outline, activity, accountId, attemptId }
}

const mark = (given: { accountId: string; attemptId: string; now: number }) => write((tx) => markAttempt(given, tx))

describe('beginning an attempt', () => {
  it('keeps the edition, the pass mark, the wording and an order of the options', async () => {
    const { outline, attemptId, accountId, activity } = await sitting()
    const [row] = await reader.select().from(attempt).where(eq(attempt.id, attemptId))
    expect(row).toMatchObject({
      accountId,
      courseId: outline.courseId,
      courseRevisionId: outline.revisionId,
      quizId: activity.id,
      number: 1,
      passMark: 70,
      startedAt: now,
      submittedAt: null,
    })
    const asked = await reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, attemptId))
    expect(asked.map((question) => question.questionId)).toEqual([`${activity.id}-q1`, `${activity.id}-q2`])
    for (const { optionOrder } of asked) expect((JSON.parse(optionOrder) as number[]).sort()).toEqual([0, 1, 2])
  })

  it('takes up the attempt that is not handed in, also when two requests come at once', async () => {
    const { outline, activity } = await sitting()
    const { id: accountId } = await write((tx) => insertAccount({}, tx))
    const begun = await Promise.all([1, 2, 3].map(() => openAttempt({ accountId, outline, activity, now })))
    expect(new Set(begun.map((one) => one.attemptId)).size).toBe(1)
    expect(begun.map((one) => one.resumed).sort()).toEqual([false, true, true])
  })

  it('numbers the next one after handing in, and leaves other people their own', async () => {
    const { outline, activity, accountId, attemptId } = await sitting()
    await mark({ accountId, attemptId, now })
    const next = await openAttempt({ accountId, outline, activity, now })
    expect(next).toMatchObject({ number: 2, resumed: false })
    const { id: other } = await write((tx) => insertAccount({}, tx))
    expect(await openAttempt({ accountId: other, outline, activity, now })).toMatchObject({ number: 1, resumed: false })
  })

  it('keeps the authored order when the quiz says so', async () => {
    const course = await insertPublishedCourse({
      drafts: [
        {
          kind: 'quiz',
          id: 'in-order',
          quiz: { kind: 'module', passMark: 50, shuffle: false },
          questions: Array.from({ length: 12 }, (_, index) => buildQuestion({ id: `in-order-${index}` })),
        },
      ],
    })
    const { id: accountId } = await write((tx) => insertAccount({}, tx))
    const activity = course.quizzes[0] as (typeof course.quizzes)[number]
    const { attemptId } = await openAttempt({ accountId, outline: course.outline, activity })
    const asked = await reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, attemptId))
    expect(asked.map((question) => question.optionOrder)).toEqual(Array.from({ length: 12 }, () => '[0,1,2]'))
  })

  it('refuses a lesson, and a quiz that its edition does not have', async () => {
    const { course, outline, activity, accountId } = await sitting()
    const [lesson] = course.lessons
    const begin = (given: { outline: CourseOutline; activity: typeof activity }) =>
      write((tx) => beginAttempt({ seat, code: '', accountId, now, ...given }, tx))
    await expect(begin({ outline, activity: lesson as typeof activity })).rejects.toThrow(BrokenRule)
    await expect(begin({ outline, activity: { ...activity, id: 'gone' } })).rejects.toThrow(BrokenRule)
    expect(await listAttempts({ accountId, quizId: 'gone' })).toEqual([])
  })
})

describe('sitting an attempt', () => {
  it('shows the questions with the saved places, in the drawn order', async () => {
    const { accountId, attemptId } = await sitting()
    const answers = await placedAnswers(attemptId, 'everything')
    await saveAnswers({ seat, accountId, attemptId, answers, now })
    const found = await findAttempt({ accountId, attemptId })
    expect(found?.questions.map(({ position, given }) => [position, given['']])).toEqual(
      answers.map(({ position, fields }) => [position, fields.get('')]),
    )
    for (const { position, question, given } of found?.questions ?? []) {
      if (!isChoice(question)) throw new Error('no choice')
      const shown = (given[''] ?? []).map((place) => question.options[Number(place)]?.html)
      const right = position === 0 ? ['<p>Traffic data</p>'] : ['<p>Records of addresses</p>', '<p>Traffic data</p>']
      expect(shown.sort()).toEqual(right)
    }
  })

  it('tells nothing of the right answer', async () => {
    const { accountId, attemptId } = await sitting()
    const { rules, ...found } = (await findAttempt({ accountId, attemptId })) ?? {}
    expect(rules).toMatchObject({ feedback: 'at-once' })
    expect(JSON.stringify(found)).toContain('Traffic data')
    expect(JSON.stringify(found)).not.toMatch(/correct|feedback|explanation|Ask first|optionOrder|"mark"/i)
    expect(await findResult({ accountId, attemptId })).toBeNull()
  })

  it('does not exist for anybody else', async () => {
    const { attemptId } = await sitting()
    const { id: other } = await write((tx) => insertAccount({}, tx))
    const own = { accountId: other, attemptId }
    expect(await findAttempt(own)).toBeNull()
    await expect(mark({ ...own, now })).rejects.toThrow(NotFound)
    await expect(saveAnswers({ seat, ...own, answers: [chosen(0, 0)], now })).rejects.toThrow(NotFound)
    await mark({ accountId: (await ownerOf(attemptId)) as string, attemptId, now })
    expect(await findResult(own)).toBeNull()
    await expect(findAttempt({ accountId: other, attemptId: 'unknown' })).resolves.toBeNull()
  })

  it('stays on the edition it began with after another is published', async () => {
    const { course, outline, activity, accountId, attemptId } = await sitting()
    const before = await findAttempt({ accountId, attemptId })
    const next = await publishNextRevision(course, (drafts) =>
      drafts.map((draft) =>
        draft.id === activity.id
          ? {
              ...draft,
              quiz: { kind: 'final', passMark: 100, shuffle: true },
              questions: [buildQuestion({ id: `${activity.id}-new`, stemHtml: '<p>Reworded</p>' })],
            }
          : draft,
      ),
    )
    const resumed = await openAttempt({ accountId, outline: next.outline, activity: next.finalQuiz, now })
    expect(resumed).toMatchObject({ attemptId, resumed: true })
    expect(await findAttempt({ accountId, attemptId })).toEqual(before)
    await saveAnswers({ seat, accountId, attemptId, answers: await placedAnswers(attemptId, 'everything'), now })
    const { attempt: marked } = await mark({ accountId, attemptId, now })
    expect(marked).toMatchObject({ courseRevisionId: outline.revisionId, scorePercent: 100, passed: true })
    const { attemptId: second } = await openAttempt({ accountId, outline: next.outline, activity: next.finalQuiz, now })
    expect(await findAttempt({ accountId, attemptId: second })).toMatchObject({
      revisionId: next.outline.revisionId,
      rules: { passMark: 100 },
    })
  })

  it('survives the quiz being withdrawn from the course', async () => {
    const { course, activity, accountId, attemptId } = await sitting()
    await publishNextRevision(course, (drafts) => drafts.filter((draft) => draft.id !== activity.id))
    await saveAnswers({ seat, accountId, attemptId, answers: await placedAnswers(attemptId, 'everything'), now })
    expect((await mark({ accountId, attemptId, now })).attempt).toMatchObject({ quizKind: 'final', passed: true })
    expect(await findResult({ accountId, attemptId })).toMatchObject({ scorePercent: 100 })
  })
})

describe('handing in', () => {
  it('marks what was saved, and an unanswered question as 0', async () => {
    const { accountId, attemptId, activity, outline } = await sitting()
    const [first] = await placedAnswers(attemptId, 'everything')
    await saveAnswers({ seat, accountId, attemptId, answers: first ? [first] : [], now })
    const result = await mark({ accountId, attemptId, now: now + 1000 })
    expect(result).toEqual({
      status: 'marked',
      attempt: {
        id: attemptId,
        courseId: outline.courseId,
        courseRevisionId: outline.revisionId,
        quizId: activity.id,
        quizKind: 'final',
        counts: 'best',
        number: 1,
        scorePercent: 50,
        passed: false,
        submittedAt: now + 1000,
      },
    })
    const rows = await reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, attemptId))
    expect(rows.map((row) => row.mark)).toEqual([1, 0])
  })

  it('gives the first result when it is done again', async () => {
    const { accountId, attemptId } = await sitting()
    await saveAnswers({ seat, accountId, attemptId, answers: await placedAnswers(attemptId, 'everything'), now })
    const first = await mark({ accountId, attemptId, now })
    const [again, onceMore] = await Promise.all([
      mark({ accountId, attemptId, now: now + 5 }),
      mark({ accountId, attemptId, now: now + 6 }),
    ])
    expect(again).toEqual({ status: 'already-marked', attempt: first.attempt })
    expect(onceMore).toEqual(again)
  })

  it('closes the attempt to answers that come late', async () => {
    const { accountId, attemptId } = await sitting()
    await mark({ accountId, attemptId, now })
    const answers = await placedAnswers(attemptId, 'everything')
    expect(await saveAnswers({ seat, accountId, attemptId, answers, now })).toEqual({ status: 'already-submitted' })
    expect(await findResult({ accountId, attemptId })).toMatchObject({ scorePercent: 0 })
  })

  it('lists the attempts with their results, latest first', async () => {
    const { outline, activity, accountId, attemptId } = await sitting()
    await saveAnswers({ seat, accountId, attemptId, answers: await placedAnswers(attemptId, 'everything'), now })
    await mark({ accountId, attemptId, now: now + 60 })
    const { attemptId: open } = await openAttempt({ accountId, outline, activity, now: now + 90 })
    expect(await listAttempts({ accountId, quizId: activity.id })).toEqual([
      { id: open, number: 2, startedAt: now + 90, dueAt: null, submittedAt: null, scorePercent: null, passed: null },
      { id: attemptId, number: 1, startedAt: now, dueAt: null, submittedAt: now + 60, scorePercent: 100, passed: true },
    ])
  })
})

async function ownerOf(attemptId: string): Promise<string | undefined> {
  const [row] = await reader.select({ accountId: attempt.accountId }).from(attempt).where(eq(attempt.id, attemptId))
  return row?.accountId
}
