import fc from 'fast-check'
import { and, asc, desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { activityProgress, articleCompetence, courseProgress, learningEvent, reviewCard } from '#db/schema/progress.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import {
  buildCompleteHistory,
  buildOpened,
  buildPractised,
  buildRead,
  buildSubmitted,
  insertLearner,
} from '#db/seed/progress.ts'
import { completeCourse } from './complete-course.server.ts'
import { parseEvent, type ReportedEvent } from './learning-event.ts'
import { rebuildSummaries, rebuildSummariesOf } from './rebuild-summaries.server.ts'
import { recordEvents } from './record-event.server.ts'
import { recountCourse } from './recount-course.server.ts'

const START = Date.UTC(2026, 1, 1)
const DAY = 86_400_000

async function allSummaries() {
  return {
    activities: await reader
      .select()
      .from(activityProgress)
      .orderBy(asc(activityProgress.accountId), asc(activityProgress.activityId)),
    courses: await reader
      .select()
      .from(courseProgress)
      .orderBy(asc(courseProgress.accountId), asc(courseProgress.courseId)),
    competence: await reader
      .select()
      .from(articleCompetence)
      .orderBy(asc(articleCompetence.accountId), asc(articleCompetence.article)),
    cards: await reader.select().from(reviewCard).orderBy(asc(reviewCard.accountId), asc(reviewCard.questionId)),
  }
}

async function loseSummaries(): Promise<void> {
  await write(async (tx) => {
    await tx.delete(activityProgress)
    await tx.delete(courseProgress)
    await tx.delete(articleCompetence)
    await tx.delete(reviewCard)
  })
}

type Submitted = ReportedEvent & { verb: 'quiz-submitted' }

/** One step of a random history: who, on which activity of the first edition, how much later (or earlier). */
const step = fc.record({
  person: fc.integer({ min: 0, max: 1 }),
  activity: fc.integer({ min: 0, max: 5 }),
  later: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -60_000, max: 600_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 100 * DAY }) },
  ),
  act: fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'open' as const }) },
    { weight: 6, arbitrary: fc.constant({ kind: 'finish' as const }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('submit' as const), score: fc.integer({ min: 0, max: 100 }) }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('practise' as const),
        mark: fc.constantFrom(0, 1 / 3, 1),
        question: fc.integer({ min: 0, max: 3 }),
        articles: fc.subarray([25, 27, 42]),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('regrade' as const), score: fc.integer({ min: 0, max: 100 }) }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'all' as const }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('reopen' as const), again: fc.boolean() }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('publish' as const),
        kept: fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1 }),
        added: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'complete' as const }) },
  ),
})

/** The attempt at a quiz that a person handed in last is marked anew, whichever edition is current by now. */
async function regradeLast({ accountId, course, scorePercent, occurredAt }: Parameters<typeof buildSubmitted>[0]) {
  const [row] = await reader
    .select()
    .from(learningEvent)
    .where(
      and(
        eq(learningEvent.accountId, accountId),
        eq(learningEvent.courseId, course.courseId),
        eq(learningEvent.verb, 'quiz-submitted'),
      ),
    )
    .orderBy(desc(learningEvent.sequence))
    .limit(1)
  const submitted = row && parseEvent(row)
  if (submitted?.verb !== 'quiz-submitted') return
  const marks = submitted.result.marks.slice(0, 1).map((one) => ({ ...one, mark: scorePercent / 100 }))
  const { courseId, courseRevisionId, activityId } = submitted
  const result = { ...submitted.result, regradeId: 'correction', scorePercent, passed: scorePercent >= 70, marks }
  await write(async (tx) => {
    const about = { accountId, courseId, courseRevisionId, activityId, occurredAt }
    await recordEvents({ events: [{ verb: 'quiz-regraded', ...about, result }] }, tx)
    await rebuildSummariesOf({ accountIds: [accountId] }, tx)
  })
}

test('summaries rebuilt from the log equal those kept along the way, whatever happened and was published', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (history) => {
      const first = await insertPublishedCourse()
      const people = [await insertLearner(), await insertLearner()]
      let current: PublishedCourse = first
      let now = START
      const completions = new Map<string, string>()
      const handedIn = new Map<string, Submitted>()
      for (const { person, activity, later, act } of history) {
        now += later
        const accountId = people[person] as string
        const target = first.outline.activities[activity] as (typeof first.outline.activities)[number]
        const about = { accountId, course: current, activityId: target.id, occurredAt: now }
        if (act.kind === 'publish') {
          const drafts = first.drafts.filter((_draft, index) => act.kept.includes(index))
          const added = {
            kind: 'lesson' as const,
            id: `${first.courseId}-added-${now}-${current.outline.revisionNumber}`,
          }
          await write(async (tx) => {
            current = await publishNextRevision(current, () => (act.added ? [...drafts, added] : drafts), {}, tx)
            await recountCourse({ courseId: first.courseId }, tx)
          })
        } else if (act.kind === 'regrade') {
          await regradeLast({ ...about, scorePercent: act.score })
        } else if (act.kind === 'complete') {
          await completeCourse({ accountId, courseId: first.courseId, now })
        } else if (act.kind === 'reopen') {
          const last = handedIn.get(accountId)
          if (!last) continue
          const {
            result: { attemptId, number },
            ...where
          } = last
          const reopened: ReportedEvent = {
            ...where,
            verb: 'quiz-reopened',
            result: { attemptId, number },
            occurredAt: now,
          }
          const better = { ...last.result, scorePercent: 100 - last.result.scorePercent, passed: true }
          const events = act.again ? [reopened, { ...last, result: better, occurredAt: now }] : [reopened]
          await write((tx) => recordEvents({ events: events.slice(0, 1) }, tx))
          await write((tx) => recordEvents({ events: events.slice(1) }, tx))
          if (!act.again) handedIn.delete(accountId)
        } else {
          const events =
            act.kind === 'all'
              ? buildCompleteHistory(accountId, current, now)
              : act.kind === 'practise'
                ? [buildPractised({ ...about, ...act, questionId: `${first.courseId}-${act.question}` })]
                : act.kind === 'submit' || target.kind === 'quiz'
                  ? [buildSubmitted({ ...about, scorePercent: act.kind === 'submit' ? act.score : 85 })]
                  : [act.kind === 'open' ? buildOpened(about) : buildRead(about)]
          await write((tx) => recordEvents({ events }, tx))
          for (const event of events) if (event.verb === 'quiz-submitted') handedIn.set(accountId, event)
        }
        for (const row of (await allSummaries()).courses.filter(({ courseId }) => courseId === first.courseId)) {
          const completion = JSON.stringify([row.completedAt, row.completedRevisionId])
          if (completions.has(row.accountId)) expect(completion).toBe(completions.get(row.accountId))
          else if (row.completedAt !== null) completions.set(row.accountId, completion)
        }
      }
      const kept = await allSummaries()
      expect((await rebuildSummaries()).corrected).toBe(0)
      expect(await allSummaries()).toEqual(kept)
      await loseSummaries()
      const rebuilt = await rebuildSummaries()
      expect(rebuilt.corrected).toBe(Object.values(kept).flat().length)
      expect(await allSummaries()).toEqual(kept)
    }),
    { numRuns: 30 },
  )
})

test('what is wrong, missing or superfluous in the summaries is put right and counted', async () => {
  const course = await insertPublishedCourse()
  const [ana, ben] = [await insertLearner(), await insertLearner()]
  const events = [...buildCompleteHistory(ana, course, START), ...buildCompleteHistory(ben, course, START)]
  await write((tx) => recordEvents({ events }, tx))
  const right = await allSummaries()
  await write(async (tx) => {
    await tx.update(courseProgress).set({ completedAt: 1 }).where(eq(courseProgress.accountId, ana))
    await tx.delete(courseProgress).where(eq(courseProgress.accountId, ben))
    await tx.insert(activityProgress).values({
      accountId: ana,
      activityId: 'nowhere',
      courseId: course.courseId,
      firstOpenedAt: 1,
      lastActiveAt: 1,
    })
    await tx.update(articleCompetence).set({ marks: 0 }).where(eq(articleCompetence.accountId, ana))
    const ofBen = eq(reviewCard.accountId, ben)
    await tx.delete(reviewCard).where(and(ofBen, eq(reviewCard.questionId, `${course.finalQuiz.id}-q1`)))
    const [card] = await tx.select().from(reviewCard).where(ofBen).limit(1)
    if (card) await tx.insert(reviewCard).values({ ...card, questionId: 'never-answered' })
  })
  expect(await rebuildSummaries()).toMatchObject({ corrected: 6 })
  expect(await allSummaries()).toEqual(right)
})

test('events from before marks were kept bring no evidence, and a practice question a card all the same', async () => {
  const course = await insertPublishedCourse()
  const accountId = await insertLearner()
  const lesson = { accountId, course, activityId: course.lessons[0]?.id ?? '', occurredAt: START }
  const quiz = { ...lesson, activityId: course.moduleQuiz.id }
  const practised = buildPractised({ ...lesson, questionId: 'old-question', mark: 1 })
  const submitted = buildSubmitted({ ...quiz, scorePercent: 80 })
  await write(async (tx) => {
    await recordEvents({ events: [practised, submitted] }, tx)
    for (const { verb, result } of [practised, submitted]) {
      const { articles: _articles, review: _review, marks: _marks, ...old } = result as Record<string, unknown>
      const sameEvent = and(eq(learningEvent.accountId, accountId), eq(learningEvent.verb, verb))
      await tx
        .update(learningEvent)
        .set({ result: JSON.stringify(old) })
        .where(sameEvent)
    }
  })
  await rebuildSummaries()
  const competence = await reader.select().from(articleCompetence).where(eq(articleCompetence.accountId, accountId))
  const cards = await reader.select().from(reviewCard).where(eq(reviewCard.accountId, accountId))
  expect({ competence, cards }).toMatchObject({ competence: [], cards: [{ questionId: 'old-question' }] })
})
