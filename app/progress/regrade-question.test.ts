import { and, asc, desc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { findResult } from '#app/assessment/attempt-queries.server.ts'
import { findExaminedAttempt } from '#app/assessment/examiners/examined-attempt-queries.server.ts'
import { beginRegrade } from '#app/assessment/regrading/begin-regrade.server.ts'
import type { Remedy } from '#app/assessment/regrading/correction.ts'
import { BATCH } from '#app/assessment/regrading/regrade-batch.server.ts'
import { NotFound } from '#app/errors.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { attempt, attemptQuestion, quizEvent, regrade, regradeMark } from '#db/schema/assessment.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { activityProgress, articleCompetence, courseProgress, learningEvent } from '#db/schema/progress.ts'
import type { PublishedCourse } from '#db/seed/content.ts'
import { buildSubmitted, insertLearner } from '#db/seed/progress.ts'
import {
  beginSitting,
  formFor,
  handInSitting,
  insertMistakenQuiz,
  publishCorrected,
  questionWith,
} from '#db/seed/regrading.ts'
import { insertSittings } from '#db/seed/sittings.ts'
import { makeViewer } from '#db/seed/viewer.ts'
import { exportOwnData } from './export-own-data.server.ts'
import { moveEvents } from './merging/move-events.server.ts'
import { reopenQuiz } from './reopen-quiz.server.ts'
import { rebuildSummaries } from './rebuild-summaries.server.ts'
import { recordEvents } from './record-event.server.ts'
import { finishRegrades, regradeQuestion } from './regrade-question.server.ts'
import { submitQuiz } from './submit-quiz.server.ts'

const START = Date.UTC(2026, 1, 1)
const LATER = Date.UTC(2026, 2, 4)

/** Knows the first question as it should have been marked, and one of the others. */
const WRONGED = [0, 0, 1]
/** Chose what was marked as right by mistake, and knows one of the others. */
const LUCKY = [1, 0, 1]

let course: PublishedCourse
let viewer: Viewer
let wronged: { accountId: string; attemptId: string }
let lucky: { accountId: string; attemptId: string }

const teacherOf = (scopeId: string) => makeViewer({ roles: [{ role: 'instructor', scopeKind: 'course', scopeId }] })

async function sits(options: readonly number[], now = START) {
  const accountId = await insertLearner()
  return { accountId, attemptId: await handInSitting({ accountId, course, options, now }) }
}

beforeEach(async () => {
  course = await insertMistakenQuiz()
  viewer = await teacherOf(course.courseId)
  wronged = await sits(WRONGED)
  lucky = await sits(LUCKY)
})

async function correct(remedy: Remedy, now = LATER) {
  const form = await formFor({ viewer, course, remedy })
  return await regradeQuestion({ viewer, slug: course.outline.slug, form, now })
}

async function resultOf({ accountId, attemptId }: { accountId: string; attemptId: string }) {
  const result = await findResult({ accountId, attemptId })
  if (!result) throw new Error('no result')
  const { score, maxScore, scorePercent, passed } = result
  return { score, maxScore, scorePercent, passed }
}

async function progressOf({ accountId }: { accountId: string }) {
  const [activity] = await reader
    .select({ bestScore: activityProgress.bestScore, completedAt: activityProgress.completedAt })
    .from(activityProgress)
    .where(and(eq(activityProgress.accountId, accountId), eq(activityProgress.activityId, course.finalQuiz.id)))
  const [whole] = await reader
    .select({ finalScore: courseProgress.finalScore, lastActiveAt: courseProgress.lastActiveAt })
    .from(courseProgress)
    .where(eq(courseProgress.accountId, accountId))
  return { ...activity, ...whole }
}

const TWO = { score: 2, maxScore: 3, scorePercent: 66, passed: true }
const ONE = { score: 1, maxScore: 3, scorePercent: 33, passed: false }
const HALF = { score: 1, maxScore: 2, scorePercent: 50, passed: false }

describe('a correction', () => {
  test('by the published wording gives marks to whom it was wrong, and takes them from whom it was right', async () => {
    expect([await resultOf(wronged), await resultOf(lucky)]).toEqual([ONE, TWO])
    course = await publishCorrected(course)
    expect(await correct('published-wording')).toMatchObject({ status: 'regraded', changed: 2 })
    expect([await resultOf(wronged), await resultOf(lucky)]).toEqual([TWO, ONE])
  })

  test('is forgotten by an attempt that is reopened, and holds again once it is handed in', async () => {
    await correct('full-marks')
    const place = { viewer, slug: course.outline.slug, attemptId: wronged.attemptId }
    const seen = (await findExaminedAttempt(place))?.lastChange ?? ''
    const reason = 'The power failed in the room.'
    expect(await reopenQuiz({ ...place, seen, minutes: null, reason, now: LATER + 1 })).toEqual({ status: 'reopened' })
    const questions = async () =>
      await reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, wronged.attemptId))
    for (const row of await questions()) expect(row).toMatchObject({ mark: null, askedMark: null, regradeId: null })
    await submitQuiz({ ...wronged, now: LATER + 2 })
    expect(await resultOf(wronged)).toEqual(TWO)
    expect((await questions()).filter(({ regradeId }) => regradeId !== null)).toHaveLength(1)
    expect((await findResult(wronged))?.regrades).toMatchObject([{ percentBefore: null }])
    expect((await rebuildSummaries()).corrected).toBe(0)
  })

  test('stands in the log of each attempt that it changed, with who made it and why', async () => {
    await correct('full-marks')
    const events = await reader.select().from(quizEvent).where(eq(quizEvent.kind, 'regraded'))
    const [own, ...more] = events.filter(({ attemptId }) => attemptId === wronged.attemptId)
    expect(more).toEqual([])
    expect(own).toMatchObject({ at: LATER, actorId: viewer.accountId, accountId: wronged.accountId, address: null })
    expect(JSON.parse(own?.detail ?? '')).toMatchObject({ from: 33, to: 66, reason: expect.any(String) })
    expect(events.filter(({ attemptId }) => attemptId === lucky.attemptId)).toEqual([])
  })

  test('gives everybody full marks', async () => {
    expect(await correct('full-marks')).toMatchObject({ status: 'regraded', changed: 1 })
    expect([await resultOf(wronged), await resultOf(lucky)]).toEqual([TWO, TWO])
  })

  test('leaves the question out: there is one mark less to get', async () => {
    expect(await correct('left-out')).toMatchObject({ status: 'regraded', changed: 2 })
    expect([await resultOf(wronged), await resultOf(lucky)]).toEqual([HALF, HALF])
  })

  test.each<Remedy>(['published-wording', 'full-marks', 'left-out'])('is taken back: %s', async (remedy) => {
    course = await publishCorrected(course)
    const before = await Promise.all([wronged, lucky].map(resultOf))
    const knew = await reader.select().from(articleCompetence).orderBy(asc(articleCompetence.accountId))
    await correct(remedy)
    expect(await Promise.all([wronged, lucky].map(resultOf))).not.toEqual(before)
    await correct('as-asked', LATER + 1)
    expect(await Promise.all([wronged, lucky].map(resultOf))).toEqual(before)
    expect(await reader.select().from(articleCompetence).orderBy(asc(articleCompetence.accountId))).toEqual(knew)
    const kept = await reader.select().from(regradeMark).where(eq(regradeMark.attemptId, wronged.attemptId))
    expect(kept).toHaveLength(2)
  })

  test('follows another: the marks as asked are kept through all of them', async () => {
    await correct('full-marks')
    await correct('left-out', LATER + 1)
    await correct('as-asked', LATER + 2)
    expect([await resultOf(wronged), await resultOf(lucky)]).toEqual([ONE, TWO])
  })

  test('touches nobody who was asked another wording', async () => {
    course = await publishCorrected(course)
    const newcomer = await sits(LUCKY)
    await correct('full-marks')
    expect(await resultOf(newcomer)).toEqual(ONE)
  })

  test('is written down with its reason', async () => {
    await correct('left-out')
    const [entry] = await reader.select().from(auditEntry).orderBy(desc(auditEntry.sequence)).limit(1)
    expect(entry).toMatchObject({ action: 'question-regraded', actorId: viewer.accountId, subjectId: course.courseId })
    expect(JSON.parse(entry?.content ?? '{}')).toMatchObject({
      facts: { remedy: 'left-out', attempts: 2, changed: 2, because: 'The wrong option was marked as right.' },
    })
  })
})

describe('what follows for the people', () => {
  test('who passes has completed the quiz on that day; who fails keeps the completion', async () => {
    expect(await progressOf(lucky)).toMatchObject({ bestScore: 66, finalScore: 66, completedAt: START })
    expect(await progressOf(wronged)).toMatchObject({ bestScore: 33, completedAt: null })
    course = await publishCorrected(course)
    await correct('published-wording')
    expect(await progressOf(lucky)).toMatchObject({ bestScore: 33, finalScore: 33, completedAt: START })
    expect(await progressOf(wronged)).toMatchObject({ bestScore: 66, finalScore: 66, completedAt: LATER })
    expect((await rebuildSummaries()).corrected).toBe(0)
  })

  test('a course whose last quiz is passed by it is completed by it, and nobody was active', async () => {
    const { accountId } = wronged
    const quiz = { accountId, course, activityId: course.moduleQuiz.id, occurredAt: START + 1 }
    await write((tx) => recordEvents({ events: [buildSubmitted({ ...quiz, scorePercent: 80 })] }, tx))
    await correct('full-marks')
    const [whole] = await reader.select().from(courseProgress).where(eq(courseProgress.accountId, accountId))
    expect(whole).toMatchObject({ completedAt: LATER, lastActiveAt: START + 1, completedActivities: 2 })
    const verbs = await reader
      .select({ verb: learningEvent.verb })
      .from(learningEvent)
      .where(eq(learningEvent.accountId, accountId))
      .orderBy(asc(learningEvent.sequence))
    expect(verbs.slice(-2)).toEqual([{ verb: 'quiz-regraded' }, { verb: 'course-completed' }])
    expect((await rebuildSummaries()).corrected).toBe(0)
  })

  test.each([
    ['best', 66, 100],
    ['first', 33, 66],
    ['last', 66, 100],
  ] as const)('the attempt that counts is reckoned anew: %s', async (counts, before, after) => {
    course = await insertMistakenQuiz({ counts })
    viewer = await teacherOf(course.courseId)
    wronged = await sits(WRONGED)
    await handInSitting({ accountId: wronged.accountId, course, options: [0, 0, 0], now: START + 1 })
    expect(await progressOf(wronged)).toMatchObject({ bestScore: before })
    await correct('full-marks')
    expect(await progressOf(wronged)).toMatchObject({ bestScore: after, finalScore: after })
    await handInSitting({ accountId: wronged.accountId, course, options: [1, 1, 1], now: LATER + 1 })
    expect((await rebuildSummaries()).corrected).toBe(0)
  })

  test('what answers tell of an article is as if they had been marked so at once', async () => {
    const marksOf = async (accountId: string) => {
      const [known] = await reader.select().from(articleCompetence).where(eq(articleCompetence.accountId, accountId))
      return { marks: known?.marks, answers: known?.answers }
    }
    expect(await marksOf(wronged.accountId)).toEqual({ marks: 1, answers: 3 })
    await correct('full-marks')
    expect(await marksOf(wronged.accountId)).toEqual({ marks: 2, answers: 3 })
    await correct('left-out', LATER + 1)
    expect(await marksOf(wronged.accountId)).toEqual({ marks: 1, answers: 2 })
  })

  test('they read what is right by the corrected wording, when it was corrected, and why', async () => {
    const options = questionWith(`${course.courseId}-q0`, 0).options
    const moved = { ...questionWith(`${course.courseId}-q0`, 0), options: [...options].reverse() }
    course = await publishCorrected(course, moved)
    await correct('published-wording')
    const result = await findResult(wronged)
    expect(result?.regrades).toEqual([
      {
        position: 0,
        remedy: 'published-wording',
        reason: 'The wrong option was marked as right.',
        regradedAt: LATER,
        percentBefore: 33,
      },
    ])
    const [question] = result?.questions ?? []
    expect(question).toMatchObject({ mark: 1, isAnswered: true })
    // In the order in which they were displayed then.
    expect(question?.body).toMatchObject({
      options: [
        { html: '<p>Traffic data</p>', chosen: true, correct: true },
        { html: '<p>Records of addresses</p>', chosen: false, correct: false },
        { html: '<p>Land registers</p>', chosen: false, correct: false },
      ],
    })
  })

  test('their file tells of it: the marks of before and after, the reason, and the mark as asked', async () => {
    await correct('full-marks')
    const pieces = await exportOwnData({ viewer: { ...viewer, ...wronged }, t: translatorFor('en').t, now: LATER })
    let text = ''
    for await (const piece of pieces) text += piece
    const file = JSON.parse(text) as { attempts: { questions: object[]; regrades: object[] }[] }
    expect(file.attempts[0]?.questions[0]).toMatchObject({ mark: 1, markAsAsked: 0 })
    expect(file.attempts[0]?.regrades).toMatchObject([
      {
        remedy: 'full-marks',
        reason: 'The wrong option was marked as right.',
        markBefore: 0,
        markAfter: 1,
        scorePercentBefore: 33,
        scorePercentAfter: 66,
        passedBefore: false,
        passedAfter: true,
      },
    ])
  })

  test('two accounts of theirs are merged, and it holds', async () => {
    const kept = await insertLearner()
    await handInSitting({ accountId: kept, course, options: [0, 0, 0], now: START + 1 })
    await correct('full-marks')
    const { accountId: from } = wronged
    const merged = await write((tx) => moveEvents({ from, to: kept }, tx))
    expect(merged.status).toBe('moved')
    expect(await progressOf({ accountId: kept })).toMatchObject({ bestScore: 100, completedAt: START + 1 })
    expect((await rebuildSummaries()).corrected).toBe(0)
  })

  test('of a question that is left out they see that it counts for nobody', async () => {
    await correct('left-out')
    const result = await findResult(lucky)
    expect(result?.questions[0]).toMatchObject({ mark: null })
    expect(result?.byArticle).toEqual([{ article: 25, questions: 2, marks: 1 }])
  })
})

describe('an attempt under way', () => {
  test('is not touched, and marked by the correction when it is handed in', async () => {
    const accountId = await insertLearner()
    const attemptId = await beginSitting({ accountId, course, options: WRONGED, now: START })
    course = await publishCorrected(course)
    expect(await correct('published-wording')).toMatchObject({ changed: 2 })
    const [open] = await reader.select().from(attempt).where(eq(attempt.id, attemptId))
    expect(open).toMatchObject({ submittedAt: null, score: null })
    expect(await submitQuiz({ accountId, attemptId, now: LATER + 1 })).toMatchObject({ scorePercent: 66, passed: true })
    const result = await findResult({ accountId, attemptId })
    expect(result?.regrades).toMatchObject([{ remedy: 'published-wording', percentBefore: null }])
    await correct('as-asked', LATER + 2)
    expect(await resultOf({ accountId, attemptId })).toEqual(ONE)
    expect((await rebuildSummaries()).corrected).toBe(0)
  })

  test('is marked as asked once the correction was taken back, and where nothing of it would count', async () => {
    const accountId = await insertLearner()
    const attemptId = await beginSitting({ accountId, course, options: WRONGED, now: START })
    await correct('left-out')
    await correct('as-asked', LATER + 1)
    expect(await submitQuiz({ accountId, attemptId, now: LATER + 2 })).toMatchObject({ scorePercent: 33 })

    const asked = await reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, wronged.attemptId))
    const left = asked.map(({ questionId, questionHash }) => ({
      ...{ id: `left-${questionId}`, courseId: course.courseId, quizId: course.finalQuiz.id, questionId, questionHash },
      ...{ remedy: 'left-out' as const, reason: 'Nothing was right.', regradedAt: LATER + 3, finishedAt: LATER + 3 },
    }))
    await write((tx) => tx.insert(regrade).values(left))
    const other = await insertLearner()
    const nothing = await beginSitting({ accountId: other, course, options: LUCKY, now: LATER + 4 })
    await submitQuiz({ accountId: other, attemptId: nothing, now: LATER + 5 })
    expect(await resultOf({ accountId: other, attemptId: nothing })).toEqual(TWO)
  })
})

describe('nothing is corrected', () => {
  test('when something changed since the dry run', async () => {
    const form = await formFor({ viewer, course, remedy: 'full-marks' })
    const slug = course.outline.slug
    await sits(WRONGED, START + 1)
    expect(await regradeQuestion({ viewer, slug, form, now: LATER })).toEqual({ status: 'overtaken' })
    course = await publishCorrected(course)
    const byPublished = await formFor({ viewer, course, remedy: 'published-wording' })
    course = await publishCorrected(course, questionWith(`${course.courseId}-q0`, 2))
    expect(await regradeQuestion({ viewer, slug, form: byPublished, now: LATER })).toEqual({ status: 'overtaken' })
    expect(await reader.select().from(regrade).where(eq(regrade.courseId, course.courseId))).toEqual([])
    expect(await resultOf(wronged)).toEqual(ONE)
  })

  test('twice by one form', async () => {
    const form = await formFor({ viewer, course, remedy: 'full-marks' })
    const twice = [1, 2].map(() => regradeQuestion({ viewer, slug: course.outline.slug, form, now: LATER }))
    expect((await Promise.all(twice)).map(({ status }) => status)).toEqual(['regraded', 'overtaken'])
  })

  test('by who does not teach the course', async () => {
    const form = await formFor({ viewer, course, remedy: 'full-marks' })
    const strangers = [await teacherOf('another'), await makeViewer()]
    for (const stranger of strangers) {
      const asked = regradeQuestion({ viewer: stranger, slug: course.outline.slug, form, now: LATER })
      await expect(asked).rejects.toThrow(NotFound)
    }
  })

  test('of what the quiz never asked', async () => {
    const form = await formFor({ viewer, course, remedy: 'full-marks' })
    const slug = course.outline.slug
    for (const wrong of [{ wording: 'none' }, { question: 'none' }, { quiz: 'none' }]) {
      const asked = regradeQuestion({ viewer, slug, form: { ...form, ...wrong }, now: LATER })
      await expect(asked).rejects.toThrow(NotFound)
    }
  })
})

test('many attempts are marked in several changes; one that was cut off is carried on once', async () => {
  const { outline, finalQuiz: activity } = course
  const people = 2 * BATCH + 10
  await insertSittings({ outline, activity, choices: Array.from({ length: people }, () => [[0], [0], [1]]) })
  const form = await formFor({ viewer, course, remedy: 'full-marks' })
  expect(await write((tx) => beginRegrade({ viewer, slug: outline.slug, form, now: LATER }, tx))).toMatchObject({
    status: 'begun',
    plan: { attempts: people + 2, passes: people + 1 },
  })
  const passed = async () =>
    (
      await reader
        .select()
        .from(attempt)
        .where(and(eq(attempt.quizId, activity.id), eq(attempt.passed, true)))
    ).length
  expect(await finishRegrades({ now: LATER, signal: AbortSignal.abort() })).toEqual({ finished: 0 })
  expect(await passed()).toBe(1)
  expect(await finishRegrades({ now: LATER + 60_000 })).toEqual({ finished: 1 })
  expect(await finishRegrades({ now: LATER + 60_000 })).toEqual({ finished: 0 })
  expect(await passed()).toBe(people + 2)
  expect(await progressOf(wronged)).toMatchObject({ completedAt: LATER })
  expect((await rebuildSummaries()).corrected).toBe(0)
})

test('of very many only the first are waited for', async () => {
  const { outline, finalQuiz: activity } = course
  const choices = Array.from({ length: 21 * BATCH }, () => [[0], [0], [1]])
  await insertSittings({ outline, activity, choices })
  expect(await correct('full-marks')).toEqual({ status: 'regraded', changed: choices.length + 1, isFinished: false })
  expect(await finishRegrades({ now: LATER })).toEqual({ finished: 1 })
  const failed = and(eq(attempt.quizId, activity.id), eq(attempt.passed, false))
  expect(await reader.$count(attempt, failed)).toBe(0)
}, 60_000)
