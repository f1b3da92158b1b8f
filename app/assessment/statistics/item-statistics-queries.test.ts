import { eq, inArray } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { erasePerson } from '#app/identity/erasure/erase-person.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { openAttempt } from '#db/seed/assessment.ts'
import { insertPublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { type Choices, insertSittings } from '#db/seed/sittings.ts'
import { makeViewer } from '#db/seed/viewer.ts'
import { findCourseStatistics, findQuizStatistics } from './item-statistics-queries.server.ts'

const teacherOf = (courseId: string) =>
  makeViewer({ roles: [{ role: 'instructor', scopeKind: 'course', scopeId: courseId }] })

/** A course whose final quiz asks two questions of three options; the first is right in both. */
async function publish() {
  const published = await insertPublishedCourse()
  const edition = await publishNextRevision(published, (drafts) =>
    drafts.map((draft) =>
      draft.id === published.finalQuiz.id
        ? { ...draft, questions: ['q1', 'q2'].map((id) => buildQuestion({ id: `${published.courseId}-${id}` })) }
        : draft,
    ),
  )
  return { course: edition, viewer: await teacherOf(edition.courseId) }
}

const both: Choices = [[0], [0]]
const neither: Choices = [[1], null]
const five = (choices: Choices) => Array.from({ length: 5 }, () => choices)

async function finalOf(viewer: Viewer, slug: string) {
  const found = await findCourseStatistics({ viewer, slug })
  const final = found?.quizzes.find(({ quiz }) => quiz.quiz?.kind === 'final')
  if (!found || !final) throw new Error('There is no final quiz')
  const statistics = await findQuizStatistics({ viewer, outline: found.outline, quizId: final.quiz.id })
  return { summary: final.summary, ...statistics }
}

describe('the statistics of a quiz', () => {
  test('are those of first attempts that were handed in', async () => {
    const { course, viewer } = await publish()
    const { outline, finalQuiz: activity } = course
    const { accountIds } = await insertSittings({
      outline,
      activity,
      choices: [both, neither, neither, both, both, neither, neither, both],
    })
    await insertSittings({ outline, activity, choices: [both, both], accountIds: accountIds.slice(1, 3), number: 2 })
    await openAttempt({ accountId: accountIds[0] ?? '', outline, activity })
    const found = await finalOf(viewer, outline.slug)
    expect(found.summary).toMatchObject({ attempts: 8, mean: 0.5, median: 0.5, passed: 0.5 })
    expect(found.attempts).toBe(8)
    expect(found.questions.map(({ figures }) => figures)).toMatchObject([
      { asked: 8, facility: 0.5, itemRest: 1, discrimination: 1, unanswered: 0 },
      { asked: 8, facility: 0.5, itemRest: 1, discrimination: 1, unanswered: 0.5 },
    ])
    expect(found.questions[0]?.figures.options).toEqual([
      { upper: 4, middle: 0, lower: 0 },
      { upper: 0, middle: 0, lower: 4 },
      { upper: 0, middle: 0, lower: 0 },
    ])
    expect(found.questions[0]?.flags).toBeNull()
  })

  test('take somebody whose first attempt is still open, and the second handed in, by the second', async () => {
    const { course, viewer } = await publish()
    const { outline, finalQuiz: activity } = course
    const { accountIds } = await insertSittings({ outline, activity, choices: five(neither), number: 2 })
    await insertSittings({ outline, activity, choices: five(both), accountIds, number: 3 })
    await openAttempt({ accountId: accountIds[0] ?? '', outline, activity })
    expect((await finalOf(viewer, outline.slug)).summary).toMatchObject({ attempts: 5, mean: 0 })
  })

  test('are of the wording that is published now; attempts with earlier ones are counted beside', async () => {
    const { course, viewer } = await publish()
    await insertSittings({ outline: course.outline, activity: course.finalQuiz, choices: [neither, neither, both] })
    const next = await publishNextRevision(course, (drafts) =>
      drafts.map((draft) => {
        const [first, ...rest] = draft.questions ?? []
        if (draft.id !== course.finalQuiz.id || !first) return draft
        return { ...draft, questions: [{ ...first, stemHtml: '<p>Which data vanish soonest?</p>' }, ...rest] }
      }),
    )
    await insertSittings({ outline: next.outline, activity: next.finalQuiz, choices: five(both) })
    const { questions, summary } = await finalOf(viewer, next.outline.slug)
    expect(summary.attempts).toBe(8)
    expect(questions[0]).toMatchObject({
      question: { stemHtml: '<p>Which data vanish soonest?</p>' },
      figures: { asked: 5, otherWordings: 3, facility: 1 },
    })
    expect(questions[1]?.figures).toMatchObject({ asked: 8, otherWordings: 0 })
  })

  test('are by the marks as asked, whatever a correction gave; results are those that count', async () => {
    const { course, viewer } = await publish()
    const { outline, finalQuiz: activity } = course
    await insertSittings({ outline, activity, choices: five(neither) })
    const corrected = { mark: 1, askedMark: 0 }
    await write(async (tx) => {
      const own = tx.select({ id: attempt.id }).from(attempt).where(eq(attempt.quizId, activity.id))
      await tx.update(attemptQuestion).set(corrected).where(inArray(attemptQuestion.attemptId, own))
      await tx.update(attempt).set({ score: 2, passed: true }).where(eq(attempt.quizId, activity.id))
    })
    const { summary, questions } = await finalOf(viewer, outline.slug)
    expect(summary).toMatchObject({ mean: 1, passed: 1 })
    expect(questions[0]?.figures).toMatchObject({ asked: 5, facility: 0 })
  })

  test('are the same after somebody is erased', async () => {
    const { course, viewer } = await publish()
    const { outline, finalQuiz: activity } = course
    const { accountIds } = await insertSittings({ outline, activity, choices: [...five(both), neither] })
    const before = await finalOf(viewer, outline.slug)
    const gone = { accountId: accountIds[1] ?? '', keepsName: false, actorId: null, now: Date.now() }
    await write((tx) => erasePerson(gone, tx))
    expect(await finalOf(viewer, outline.slug)).toEqual(before)
  })

  test('hold for answers of another kind of question', async () => {
    const { course, viewer } = await publish()
    const { outline, finalQuiz: activity } = course
    await insertSittings({ outline, activity, choices: [...five(both), neither] })
    for (const answer of ['[null,2]', '"10.5"', '[7]']) {
      await write((tx) => tx.update(attemptQuestion).set({ answer }).where(eq(attemptQuestion.position, 0)))
      expect((await finalOf(viewer, outline.slug)).questions[0]?.figures).toMatchObject({ asked: 6, unanswered: 0 })
    }
  })

  test('are not given of four people, who could be told by them', async () => {
    const { course, viewer } = await publish()
    const { outline, finalQuiz: activity } = course
    await insertSittings({ outline, activity, choices: five(both).slice(1) })
    const { summary, questions } = await finalOf(viewer, outline.slug)
    expect(summary).toEqual({ attempts: 4, mean: null, standardDeviation: null, median: null, passed: null })
    expect(questions[0]?.figures).toMatchObject({ asked: 4, facility: null, unanswered: null, options: null })
    await insertSittings({ outline, activity, choices: [both] })
    expect((await finalOf(viewer, outline.slug)).summary).toMatchObject({ attempts: 5, mean: 1, passed: 1 })
  })
})

describe('who sees them', () => {
  test('is who teaches the course, and nobody else', async () => {
    const { course, viewer } = await publish()
    const { outline, finalQuiz: activity } = course
    await insertSittings({ outline, activity, choices: [both] })
    const strangers = [
      await teacherOf('another'),
      await makeViewer(),
      await makeViewer({ roles: [{ role: 'administrator', scopeKind: 'platform', scopeId: '' }] }),
    ]
    for (const stranger of strangers) {
      expect(await findCourseStatistics({ viewer: stranger, slug: outline.slug })).toBeNull()
      expect(await findQuizStatistics({ viewer: stranger, outline, quizId: activity.id })).toMatchObject({
        attempts: 0,
      })
    }
    expect(await findCourseStatistics({ viewer, slug: outline.slug })).not.toBeNull()
    expect(await findCourseStatistics({ viewer, slug: 'nothing' })).toBeNull()
  })

  test('never reads who handed in what', async () => {
    const { course, viewer } = await publish()
    const { outline, finalQuiz: activity } = course
    const { accountIds } = await insertSittings({ outline, activity, choices: [both, neither] })
    const told = JSON.stringify([
      await findCourseStatistics({ viewer, slug: outline.slug }),
      await finalOf(viewer, outline.slug),
    ])
    for (const id of accountIds) expect(told).not.toContain(id)
  })
})

test('the number of queries does not grow with the attempts, up to five hundred', async () => {
  const queriesFor = async (people: number) => {
    const { course, viewer } = await publish()
    const { outline, finalQuiz: activity } = course
    await insertSittings({ outline, activity, choices: Array.from({ length: people }, () => both) })
    const counted = { queries: 0 }
    await countingQueries(counted, () => finalOf(viewer, outline.slug))
    return counted.queries
  }
  expect(await queriesFor(500)).toBe(await queriesFor(1))
  expect(await queriesFor(1)).toBeLessThanOrEqual(10)
})
