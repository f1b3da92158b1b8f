import { and, asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { reader } from '#db/client.server.ts'
import { attempt, quizCondition, quizEvent } from '#db/schema/assessment.ts'
import { placedAnswers } from '#db/seed/assessment.ts'
import { insertPublishedCourse, type PublishedCourse } from '#db/seed/content.ts'
import { insertLearner } from '#db/seed/progress.ts'
import { makeViewer } from '#db/seed/viewer.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { NotFound } from '#app/errors.ts'
import { findAttempt } from '#app/assessment/attempt-queries.server.ts'
import { moveAttempt } from '#app/assessment/move-attempt.server.ts'
import { saveAnswers } from '#app/assessment/save-answers.server.ts'
import { changeConditions } from '#app/assessment/conditions/change-conditions.server.ts'
import { type Conditions, noConditions } from '#app/assessment/conditions/conditions.ts'
import { findConditions, findCourseConditions } from '#app/assessment/conditions/conditions-queries.server.ts'
import { startQuiz } from './start-quiz.server.ts'
import { submitQuiz } from './submit-quiz.server.ts'

const START = Date.UTC(2026, 1, 1, 9)
const room = { session: 'first-browser', address: '192.0.2.10' }
const phone = { session: 'second-browser', address: '198.51.100.4' }

let course: PublishedCourse
let slug = ''
let instructor: Viewer
beforeAll(async () => {
  course = await insertPublishedCourse()
  slug = course.outline.slug
  instructor = await makeViewer({ roles: [{ role: 'instructor', scopeKind: 'platform', scopeId: '' }] })
})

async function ask(conditions: Partial<Conditions>, now = START) {
  const quizId = course.moduleQuiz.id
  return await changeConditions({
    viewer: instructor,
    slug,
    quizId,
    conditions: { ...noConditions, ...conditions },
    now,
  })
}

const begin = (accountId: string, { seat = room, code = '', now = START } = {}) =>
  startQuiz({ accountId, outline: course.outline, activity: course.moduleQuiz, seat, code, now })

async function begun(accountId: string, given: Parameters<typeof begin>[1] = {}) {
  const result = await begin(accountId, given)
  if (result.status === 'refused') throw new Error(`Refused: ${result.refusal.reason}`)
  return result.attemptId
}

const eventsOf = async (accountId: string) =>
  (await reader.select().from(quizEvent).where(eq(quizEvent.accountId, accountId)).orderBy(asc(quizEvent.id))).map(
    ({ kind }) => kind,
  )

describe('conditions of a quiz', () => {
  it('are nothing until somebody sets them, and are kept without the code in clear', async () => {
    const quizId = course.moduleQuiz.id
    expect(await findConditions({ quizId })).toEqual(noConditions)
    const conditions = { accessCode: 'Blue heron', networks: ['192.0.2.0/24'], oneDevice: true }
    expect(await ask(conditions)).toEqual({ changed: ['accessCode', 'networks', 'oneDevice'] })
    expect(await ask({ ...conditions, accessCode: 'BLUEHERON' })).toEqual({ changed: [] })
    expect(await findConditions({ quizId })).toEqual(conditions)
    const [row] = await reader.select().from(quizCondition).where(eq(quizCondition.quizId, quizId))
    expect(JSON.stringify(row)).not.toMatch(/heron/i)
    const audited = await reader
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.action, 'conditions-changed'), eq(auditEntry.subjectId, course.courseId)))
    expect(audited).toHaveLength(1)
    expect(audited[0]?.content).toContain('accessCode')
    expect(audited[0]?.content).not.toMatch(/heron/i)
    const seen = await findCourseConditions({ viewer: instructor, slug })
    expect(seen?.quizzes.find(({ quiz }) => quiz.id === quizId)).toMatchObject({ conditions, changedAt: START })
  })

  it('are of those who teach the course, and nobody else', async () => {
    const others = await makeViewer({ roles: [{ role: 'instructor', scopeKind: 'course', scopeId: 'another' }] })
    const conditions = noConditions
    expect(await findCourseConditions({ viewer: others, slug })).toBeNull()
    const quizId = course.moduleQuiz.id
    await expect(changeConditions({ viewer: others, slug, quizId, conditions, now: START })).rejects.toThrow(NotFound)
    const lesson = course.outline.activities.find(({ kind }) => kind === 'lesson')?.id ?? ''
    for (const id of ['no-such-quiz', lesson]) {
      await expect(changeConditions({ viewer: instructor, slug, quizId: id, conditions, now: START })).rejects.toThrow(
        NotFound,
      )
    }
  })
})

describe('an access code', () => {
  it('is asked for, forgives how it is written, and is noted when it is wrong', async () => {
    await ask({ accessCode: 'Blue heron' })
    const accountId = await insertLearner()
    expect(await begin(accountId)).toEqual({ status: 'refused', refusal: { reason: 'code-missing' } })
    expect(await begin(accountId, { code: 'grey heron' })).toEqual({
      status: 'refused',
      refusal: { reason: 'code-wrong' },
    })
    const attemptId = await begun(accountId, { code: ' blue-HERON ' })
    expect(await begun(accountId)).toBe(attemptId)
    expect(await eventsOf(accountId)).toEqual(['refused-code', 'begun'])
  })

  it('cannot be guessed at for long, and a right one waits as well; nobody else waits', async () => {
    await ask({ accessCode: 'Blue heron' })
    const accountId = await insertLearner()
    for (let guess = 0; guess < 10; guess += 1) await begin(accountId, { code: `guess ${guess}` })
    const after = await begin(accountId, { code: 'Blue heron' })
    expect(after).toEqual({
      status: 'refused',
      refusal: { reason: 'too-many-codes', retryAt: START + 60_000 },
    })
    await begun(await insertLearner(), { code: 'Blue heron' })
    await begun(accountId, { code: 'Blue heron', now: START + 60_000 })
  })
})

describe('networks', () => {
  it('are those from which an attempt begins; answers are taken from anywhere', async () => {
    await ask({ networks: ['192.0.2.0/24'] })
    const accountId = await insertLearner()
    expect(await begin(accountId, { seat: phone })).toEqual({ status: 'refused', refusal: { reason: 'network' } })
    const attemptId = await begun(accountId)
    const answers = await placedAnswers(attemptId, 'everything')
    expect(await saveAnswers({ accountId, attemptId, answers, seat: phone, now: START })).toMatchObject({
      status: 'saved',
    })
    expect(await eventsOf(accountId)).toEqual(['refused-network', 'begun'])
  })
})

describe('one device at a time', () => {
  it('closes the attempt to another browser until it is moved, and then to the first', async () => {
    await ask({ oneDevice: true, accessCode: 'Blue heron' })
    const accountId = await insertLearner()
    const code = 'Blue heron'
    const attemptId = await begun(accountId, { code })
    const answers = await placedAnswers(attemptId, 'everything')
    const save = (seat: typeof room) => saveAnswers({ accountId, attemptId, answers, seat, now: START + 1 })
    expect(await save(phone)).toEqual({ status: 'elsewhere' })
    const move = (seat: typeof room, typed: string) =>
      moveAttempt({ accountId, attemptId, seat, code: typed, now: START + 2 })
    expect(await move(phone, 'wrong')).toEqual({ status: 'refused', refusal: { reason: 'code-wrong' } })
    expect(await save(room)).toMatchObject({ status: 'saved' })
    expect(await move(phone, code)).toEqual({ status: 'moved' })
    expect(await move(phone, '')).toEqual({ status: 'here' })
    expect(await save(room)).toEqual({ status: 'elsewhere' })
    expect(await save(phone)).toMatchObject({ status: 'saved' })
    expect(await eventsOf(accountId)).toEqual(['begun', 'refused-code', 'moved'])
    await submitQuiz({ accountId, attemptId, now: START + 3 })
    expect(await move(room, code)).toEqual({ status: 'already-submitted' })
    const [row] = await reader.select().from(attempt).where(eq(attempt.id, attemptId))
    expect(row?.heldBy).toBeNull()
  })

  it('is not asked of attempts that were begun before', async () => {
    await ask({})
    const accountId = await insertLearner()
    const attemptId = await begun(accountId)
    await ask({ oneDevice: true })
    expect(await saveAnswers({ accountId, attemptId, answers: [], seat: phone, now: START })).toMatchObject({
      status: 'saved',
    })
    expect(await findAttempt({ accountId, attemptId })).toMatchObject({ heldBy: null })
  })

  it('moves nobody else’s attempt', async () => {
    await ask({ oneDevice: true })
    const attemptId = await begun(await insertLearner())
    const accountId = await insertLearner()
    await expect(moveAttempt({ accountId, attemptId, seat: phone, code: '', now: START })).rejects.toThrow(NotFound)
  })
})
