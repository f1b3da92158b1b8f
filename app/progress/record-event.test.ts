import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { BrokenRule } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { articleCompetence, courseProgress, reviewCard } from '#db/schema/progress.ts'
import { insertPublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import {
  buildCompleteHistory,
  buildOpened,
  buildPractised,
  buildRead,
  insertLearner,
  verbsOf,
} from '#db/seed/progress.ts'
import type { ReportedEvent } from './learning-event.ts'
import { recordEvents } from './record-event.server.ts'
import { recountCourse } from './recount-course.server.ts'

const START = Date.UTC(2026, 1, 1)

const record = (events: ReportedEvent[]) => write((tx) => recordEvents({ events }, tx))

async function summaryOf(accountId: string) {
  const [row] = await reader.select().from(courseProgress).where(eq(courseProgress.accountId, accountId))
  return row
}

test('the first event in a course records its start as well', async () => {
  const course = await insertPublishedCourse()
  const accountId = await insertLearner()
  const activityId = `${course.courseId}-lesson-2`
  await record([buildOpened({ accountId, course, activityId, occurredAt: START })])
  expect(await verbsOf(accountId)).toEqual(['course-started', 'lesson-opened'])
  expect(await summaryOf(accountId)).toMatchObject({
    startedAt: START,
    resumeActivityId: activityId,
    completedActivities: 0,
    completedAt: null,
  })
})

test('the act that leaves nothing undone completes the course, on the current edition and once', async () => {
  const course = await insertPublishedCourse()
  const accountId = await insertLearner()
  const history = buildCompleteHistory(accountId, course, START)
  await record(history.slice(0, -1))
  expect(await summaryOf(accountId)).toMatchObject({ completedActivities: 5, completedAt: null })
  await record(history.slice(-1))
  const completedAt = history.at(-1)?.occurredAt
  expect(await summaryOf(accountId)).toMatchObject({
    completedActivities: 6,
    completedAt,
    completedRevisionId: course.outline.revisionId,
    finalScore: 80,
  })
  await record([buildRead({ accountId, course, activityId: `${course.courseId}-lesson-1`, occurredAt: START + 9e6 })])
  expect((await verbsOf(accountId)).filter((verb) => verb === 'course-completed')).toHaveLength(1)
  expect(await summaryOf(accountId)).toMatchObject({ completedAt })
})

test('events of several people in several courses are told apart', async () => {
  const [one, two] = [await insertPublishedCourse(), await insertPublishedCourse()]
  const [ana, ben] = [await insertLearner(), await insertLearner()]
  const [whole, part] = [buildCompleteHistory(ana, one, START), buildCompleteHistory(ben, two, START).slice(0, 2)]
  await record([...part.slice(0, 1), ...whole, ...part.slice(1)])
  expect(await summaryOf(ana)).toMatchObject({ courseId: one.courseId, completedActivities: 6 })
  expect(await summaryOf(ben)).toMatchObject({ courseId: two.courseId, completedActivities: 2 })
})

test('nothing is recorded when the change it belongs to fails', async () => {
  const course = await insertPublishedCourse()
  const accountId = await insertLearner()
  const failing = write(async (tx) => {
    await recordEvents({ events: buildCompleteHistory(accountId, course, START) }, tx)
    throw new Error('power cut')
  })
  await expect(failing).rejects.toThrow('power cut')
  expect(await verbsOf(accountId)).toEqual([])
  expect(await summaryOf(accountId)).toBeUndefined()
})

test('a course without an edition cannot be learnt', async () => {
  const course = await insertPublishedCourse()
  const accountId = await insertLearner()
  const event = buildRead({ accountId, course, activityId: 'lesson', occurredAt: START })
  await expect(record([{ ...event, courseId: 'unknown' }])).rejects.toThrow(BrokenRule)
})

test('a new edition recounts what is done and neither completes a course nor moves a completion', async () => {
  const first = await insertPublishedCourse()
  const [finisher, almost] = [await insertLearner(), await insertLearner()]
  await record(buildCompleteHistory(finisher, first, START))
  await record(buildCompleteHistory(almost, first, START).slice(0, -1))
  const before = await summaryOf(finisher)

  const second = await publishNextRevision(first, (drafts) => [
    ...drafts.filter(({ id }) => id !== first.lessons[0]?.id && id !== first.finalQuiz.id),
    { kind: 'lesson', id: `${first.courseId}-lesson-5` },
  ])
  await write((tx) => recountCourse({ courseId: first.courseId }, tx))
  expect(await summaryOf(finisher)).toEqual({ ...before, completedActivities: 4 })
  expect(await summaryOf(almost)).toMatchObject({ completedActivities: 4, completedAt: null })

  await publishNextRevision(second, (drafts) => drafts.filter(({ id }) => !id.endsWith('lesson-5')))
  await write((tx) => recountCourse({ courseId: first.courseId }, tx))
  expect(await summaryOf(almost)).toMatchObject({ completedActivities: 4, completedAt: null })
  const back = { accountId: almost, course: second, activityId: `${first.courseId}-lesson-2`, occurredAt: START + 9e8 }
  await record([buildOpened(back)])
  expect(await summaryOf(almost)).toMatchObject({ completedAt: START + 9e8 })
})

test('answers in courses of one article count together, and again only a day later', async () => {
  const [one, two] = [await insertPublishedCourse(), await insertPublishedCourse()]
  const accountId = await insertLearner()
  const answer = (course: typeof one, mark: number, days: number) =>
    buildPractised({
      accountId,
      course,
      activityId: course.lessons[0]?.id ?? '',
      questionId: `${course.courseId}-lesson-1-check`,
      mark,
      articles: [25, 42],
      occurredAt: START + days * 86_400_000,
    })
  await record([answer(one, 0, 0), answer(two, 1, 0), answer(one, 1, 0.9)])
  const competence = () =>
    reader
      .select()
      .from(articleCompetence)
      .where(eq(articleCompetence.accountId, accountId))
      .orderBy(articleCompetence.article)
  expect(await competence()).toMatchObject([
    { article: 25, weight: 1, marks: 0.5, answers: 2 },
    { article: 42, weight: 1, marks: 0.5, answers: 2 },
  ])
  await record([answer(one, 1, 1)])
  expect(await competence()).toMatchObject([{ answers: 3 }, { answers: 3 }])
  const cards = await reader.select().from(reviewCard).where(eq(reviewCard.accountId, accountId))
  expect(cards.map(({ courseId }) => courseId).sort()).toEqual([one.courseId, two.courseId].sort())
})

test('an event without answers asks for nothing of what is known', async () => {
  const course = await insertPublishedCourse()
  const accountId = await insertLearner()
  const activityId = `${course.courseId}-lesson-2`
  const counted = { queries: 0 }
  await countingQueries(counted, () => record([buildOpened({ accountId, course, activityId, occurredAt: START })]))
  expect(counted.queries).toBe(4)
})
