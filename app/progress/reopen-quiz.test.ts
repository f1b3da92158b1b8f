import { and, asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { findExaminedAttempt, listAttemptEvents } from '#app/assessment/examiners/examined-attempt-queries.server.ts'
import { listExaminerActs } from '#app/assessment/examiners/examiner-act-queries.server.ts'
import { extendAttempt } from '#app/assessment/examiners/extend-attempt.server.ts'
import { findCourseStatistics } from '#app/assessment/statistics/item-statistics-queries.server.ts'
import { GRACE } from '#app/assessment/attempt-rules.ts'
import { findAttempt, findResult } from '#app/assessment/attempt-queries.server.ts'
import { saveAnswers } from '#app/assessment/save-answers.server.ts'
import type { WrittenSettings } from '#app/content/quiz-settings.ts'
import { NotFound } from '#app/errors.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { attempt } from '#db/schema/assessment.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { account } from '#db/schema/identity.ts'
import { activityProgress, articleCompetence, courseProgress, reviewCard } from '#db/schema/progress.ts'
import { placedAnswers, seat } from '#db/seed/assessment.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { insertLearner, verbsOf } from '#db/seed/progress.ts'
import { makeViewer } from '#db/seed/viewer.ts'
import { endOverdueAttempts } from './end-overdue-attempts.server.ts'
import { rebuildSummaries } from './rebuild-summaries.server.ts'
import { reopenQuiz } from './reopen-quiz.server.ts'
import { startQuiz } from './start-quiz.server.ts'
import { submitQuiz } from './submit-quiz.server.ts'

const START = Date.UTC(2026, 1, 1, 9)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const reason = 'The power failed in the hall'

let stranger: Viewer
beforeAll(async () => {
  stranger = await makeViewer({ roles: [{ role: 'instructor', scopeKind: 'course', scopeId: 'elsewhere' }] })
})

let count = 0

/** A final quiz with these rules, a candidate, and who teaches the course. */
async function hall(rules: Partial<WrittenSettings> = {}) {
  count += 1
  const id = `hall-${count}`
  const course = await insertPublishedCourse({
    drafts: [
      {
        kind: 'quiz',
        id,
        quiz: { kind: 'final', passMark: 60, shuffle: true, ...rules },
        questions: [0, 1, 2].map((index) =>
          buildQuestion({ id: `${id}-q${index}`, articles: [{ article: 25, paragraph: null }] }),
        ),
      },
    ],
  })
  const [activity] = course.quizzes
  if (!activity) throw new Error('no quiz')
  const accountId = await insertLearner()
  const examiner = await makeViewer({
    roles: [{ role: 'instructor', scopeKind: 'course', scopeId: course.courseId }],
  })
  const slug = course.outline.slug
  const begin = async (now: number) => {
    const begun = await startQuiz({ seat, code: '', accountId, outline: course.outline, activity, now })
    if (begun.status === 'refused') throw new Error('refused')
    return begun.attemptId
  }
  const answer = async (attemptId: string, knowing: 'everything' | 'nothing', now: number) =>
    await saveAnswers({ seat, accountId, attemptId, answers: await placedAnswers(attemptId, knowing), now })
  const handIn = (attemptId: string, now: number) => submitQuiz({ accountId, attemptId, now })
  const sit = async (knowing: 'everything' | 'nothing', now: number) => {
    const attemptId = await begin(now)
    await answer(attemptId, knowing, now)
    await handIn(attemptId, now + 1)
    return attemptId
  }
  const seen = async (attemptId: string) =>
    (await findExaminedAttempt({ viewer: examiner, slug, attemptId }))?.lastChange ?? 'none'
  const extend = async (attemptId: string, change: { minutes?: number; now: number; seen?: string; viewer?: Viewer }) =>
    await extendAttempt({
      viewer: examiner,
      slug,
      attemptId,
      seen: await seen(attemptId),
      minutes: 15,
      reason,
      ...change,
    })
  const reopen = async (
    attemptId: string,
    change: { minutes?: number | null; now: number; seen?: string; viewer?: Viewer },
  ) =>
    await reopenQuiz({
      viewer: examiner,
      slug,
      attemptId,
      seen: await seen(attemptId),
      minutes: null,
      reason,
      ...change,
    })
  const summary = async () => {
    const [row] = await reader.select().from(activityProgress).where(eq(activityProgress.accountId, accountId))
    const [whole] = await reader.select().from(courseProgress).where(eq(courseProgress.accountId, accountId))
    return { ...row, finalScore: whole?.finalScore, courseCompletedAt: whole?.completedAt }
  }
  const knowledge = async () => ({
    competence: await reader.select().from(articleCompetence).where(eq(articleCompetence.accountId, accountId)),
    cards: await reader.select().from(reviewCard).where(eq(reviewCard.accountId, accountId)),
  })
  return { course, slug, accountId, examiner, begin, answer, handIn, sit, seen, extend, reopen, summary, knowledge }
}

const kindsOf = async (attemptId: string) => (await listAttemptEvents({ attemptId })).map(({ kind }) => kind)

describe('extending an attempt', () => {
  const due = START + 45 * MINUTE

  test('puts off its end, is recorded with the reason, audited, and told to the candidate', async () => {
    const { accountId, examiner, begin, extend, course } = await hall({ timeLimit: 45 })
    const attemptId = await begin(START)
    expect(await extend(attemptId, { now: START + MINUTE })).toEqual({ status: 'extended', dueAt: due + 15 * MINUTE })
    expect(await findAttempt({ accountId, attemptId })).toMatchObject({ dueAt: due + 15 * MINUTE })
    expect((await listAttemptEvents({ attemptId })).at(-1)).toMatchObject({
      kind: 'extended',
      at: START + MINUTE,
      actor: examiner.displayName,
      address: null,
      facts: { minutes: 15, until: due + 15 * MINUTE, reason },
    })
    expect(await listExaminerActs({ accountId, attemptId })).toMatchObject([{ kind: 'extended', minutes: 15, reason }])
    expect(await listExaminerActs({ accountId: examiner.accountId, attemptId })).toEqual([])
    const audited = and(eq(auditEntry.subjectId, accountId), eq(auditEntry.action, 'attempt-extended'))
    const [entry] = await reader.select().from(auditEntry).where(audited)
    expect(entry).toMatchObject({ actorId: examiner.accountId })
    expect(JSON.parse(entry?.content ?? '{}')).toMatchObject({ facts: { courseId: course.courseId, minutes: 15 } })
    expect(entry?.content).not.toContain(reason)
  })

  test('is done once, when the form is sent twice or by two examiners at one time', async () => {
    const { begin, extend, seen } = await hall({ timeLimit: 45 })
    const attemptId = await begin(START)
    const page = await seen(attemptId)
    const both = await Promise.all([1, 2].map((later) => extend(attemptId, { now: START + later, seen: page })))
    expect(both.map(({ status }) => status).sort()).toEqual(['extended', 'refused'])
    expect(both).toContainEqual({ status: 'refused', refusal: 'stale' })
    expect((await kindsOf(attemptId)).filter((kind) => kind === 'extended')).toHaveLength(1)
    expect(await extend(attemptId, { now: START + 3 })).toMatchObject({ dueAt: due + 30 * MINUTE })
  })

  test('works while its end is not noticed yet: the time counts from then', async () => {
    await endOverdueAttempts({ now: START + DAY })
    const { accountId, begin, answer, extend } = await hall({ timeLimit: 45 })
    const attemptId = await begin(START)
    const late = due + GRACE + MINUTE
    expect(await answer(attemptId, 'everything', late)).toEqual({ status: 'time-over' })
    expect(await extend(attemptId, { now: late })).toEqual({ status: 'extended', dueAt: late + 15 * MINUTE })
    expect(await answer(attemptId, 'everything', late + MINUTE)).toMatchObject({ status: 'saved' })
    expect(await endOverdueAttempts({ now: late + MINUTE })).toEqual({ ended: 0 })
    await endOverdueAttempts({ now: late + HOUR })
    expect(await findResult({ accountId, attemptId })).toMatchObject({ scorePercent: 100, endedBy: 'time' })
  })

  test('is refused once it was handed in, and where there is no limit', async () => {
    const timed = await hall({ timeLimit: 45 })
    const done = await timed.sit('nothing', START)
    expect(await timed.extend(done, { now: START + 5 })).toEqual({ status: 'refused', refusal: 'handed-in' })
    const free = await hall()
    const open = await free.begin(START)
    expect(await free.extend(open, { now: START + 5 })).toEqual({ status: 'refused', refusal: 'no-limit' })
    expect(await kindsOf(open)).toEqual(['begun'])
  })
})

describe('reopening an attempt', () => {
  test('withdraws the result until it is handed in again, in every summary, and counts nothing twice', async () => {
    const { accountId, slug, examiner, sit, begin, answer, handIn, reopen, summary, knowledge } = await hall({
      timeLimit: 45,
    })
    const first = await sit('nothing', START)
    await handIn(first, START + 2)
    const second = await sit('everything', START + 2 * DAY)
    const before = await knowledge()
    expect(await summary()).toMatchObject({ attempts: 2, bestScore: 100, finalScore: 100 })

    const now = START + 5 * DAY
    expect(await reopen(second, { now, minutes: 20 })).toEqual({ status: 'reopened' })
    const completedAt = START + 2 * DAY + 1
    expect(await summary()).toMatchObject({ attempts: 1, bestScore: 0, finalScore: 0, completedAt })
    expect((await summary()).courseCompletedAt).toBe(completedAt)
    expect((await knowledge()).competence[0]?.answers).toBe(3)
    expect(await findResult({ accountId, attemptId: second })).toBeNull()
    expect(await findAttempt({ accountId, attemptId: second })).toMatchObject({ dueAt: now + 20 * MINUTE })
    expect((await findCourseStatistics({ viewer: examiner, slug }))?.quizzes[0]?.summary.attempts).toBe(1)
    expect((await rebuildSummaries()).corrected).toBe(0)

    // Their answers are there, and the attempt is the one that is gone on with.
    expect(await begin(now + 1)).toBe(second)
    expect((await findAttempt({ accountId, attemptId: second }))?.questions.every((one) => one.answered)).toBe(true)
    await answer(second, 'nothing', now + MINUTE)
    expect(await handIn(second, now + 2 * MINUTE)).toMatchObject({ status: 'marked', scorePercent: 0, passed: false })
    expect(await summary()).toMatchObject({ attempts: 2, bestScore: 0, finalScore: 0, completedAt })
    const after = await knowledge()
    expect(after.competence[0]?.answers).toBe(before.competence[0]?.answers)
    expect(after.competence[0]?.marks).toBeLessThan(before.competence[0]?.marks ?? 0)
    expect((await rebuildSummaries()).corrected).toBe(0)
    expect(await verbsOf(accountId)).toContain('quiz-reopened')
    expect(await kindsOf(second)).toEqual(['begun', 'handed-in', 'reopened', 'handed-in'])
    expect((await listAttemptEvents({ attemptId: second }))[2]?.facts).toEqual({
      minutes: 20,
      until: now + 20 * MINUTE,
      scorePercent: 100,
      reason,
    })
  })

  test('of a quiz without a limit takes no minutes, and gives no limit', async () => {
    const { accountId, sit, reopen } = await hall()
    const attemptId = await sit('nothing', START)
    expect(await reopen(attemptId, { now: START + HOUR, minutes: 30 })).toEqual({ status: 'reopened' })
    expect(await findAttempt({ accountId, attemptId })).toMatchObject({ dueAt: null, submittedAt: null })
    expect(await listExaminerActs({ accountId, attemptId })).toMatchObject([{ kind: 'reopened', minutes: null }])
  })

  test('of a quiz with a limit asks for minutes', async () => {
    const { sit, reopen } = await hall({ timeLimit: 45 })
    const attemptId = await sit('nothing', START)
    expect(await reopen(attemptId, { now: START + HOUR })).toEqual({ status: 'refused', refusal: 'minutes' })
    expect(await kindsOf(attemptId)).toEqual(['begun', 'handed-in'])
  })

  test('is done once, and ends by time again when nobody comes back', async () => {
    const { accountId, sit, reopen, seen, summary } = await hall({ timeLimit: 45 })
    const attemptId = await sit('everything', START)
    const page = await seen(attemptId)
    const now = START + HOUR
    const both = await Promise.all(
      [1, 2].map((later) => reopen(attemptId, { now: now + later, minutes: 5, seen: page })),
    )
    expect(both).toContainEqual({ status: 'refused', refusal: 'stale' })
    expect((await kindsOf(attemptId)).filter((kind) => kind === 'reopened')).toHaveLength(1)
    await endOverdueAttempts({ now: now + HOUR })
    expect(await findResult({ accountId, attemptId })).toMatchObject({ endedBy: 'time', scorePercent: 100 })
    expect(await summary()).toMatchObject({ attempts: 1, bestScore: 100 })
  })

  test('is refused while it is under way, before a later attempt, and for who was erased', async () => {
    const { accountId, sit, begin, reopen } = await hall()
    const first = await sit('nothing', START)
    const second = await begin(START + HOUR)
    expect(await reopen(second, { now: START + DAY })).toEqual({ status: 'refused', refusal: 'under-way' })
    expect(await reopen(first, { now: START + DAY })).toEqual({ status: 'refused', refusal: 'later-attempt' })
    await write(async (tx) => {
      await tx.delete(attempt).where(eq(attempt.id, second))
      await tx.update(account).set({ erasedAt: START }).where(eq(account.id, accountId))
    })
    expect(await reopen(first, { now: START + DAY })).toEqual({ status: 'refused', refusal: 'erased' })
  })
})

test('nobody decides over an attempt of their own', async () => {
  const { accountId, course, begin, extend, handIn, reopen } = await hall({ timeLimit: 45 })
  const attemptId = await begin(START)
  const grants = [{ role: 'instructor' as const, scopeKind: 'course' as const, scopeId: course.courseId }]
  const viewer: Viewer = { accountId, username: '', displayName: '', locale: null, grants }
  expect(await extend(attemptId, { viewer, now: START + 1 })).toEqual({ status: 'refused', refusal: 'own' })
  await handIn(attemptId, START + 2)
  expect(await reopen(attemptId, { viewer, now: START + 3, minutes: 5 })).toEqual({ status: 'refused', refusal: 'own' })
})

test('an attempt does not exist for who does not teach its course, nor at the address of another', async () => {
  const { slug, accountId, sit, extend, reopen, examiner } = await hall({ timeLimit: 45 })
  const attemptId = await sit('nothing', START)
  const trainee = await makeViewer()
  for (const viewer of [stranger, trainee]) {
    expect(await findExaminedAttempt({ viewer, slug, attemptId })).toBeNull()
    await expect(extend(attemptId, { viewer, now: START })).rejects.toThrow(NotFound)
    await expect(reopen(attemptId, { viewer, now: START, minutes: 5 })).rejects.toThrow(NotFound)
  }
  const other = await hall()
  expect(await findExaminedAttempt({ viewer: examiner, slug: other.slug, attemptId })).toBeNull()
  expect((await reader.select().from(auditEntry).where(eq(auditEntry.subjectId, accountId))).length).toBe(0)
  const [row] = await reader.select().from(attempt).where(eq(attempt.id, attemptId)).orderBy(asc(attempt.id))
  expect(row?.submittedAt).not.toBeNull()
})
