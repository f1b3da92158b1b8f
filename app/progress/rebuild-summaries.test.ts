import fc from 'fast-check'
import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { activityProgress, courseProgress } from '#db/schema/progress.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { buildCompleteHistory, buildOpened, buildRead, buildSubmitted, insertLearner } from '#db/seed/progress.ts'
import { completeCourse } from './complete-course.server.ts'
import { rebuildSummaries } from './rebuild-summaries.server.ts'
import { recordEvents } from './record-event.server.ts'
import { recountCourse } from './recount-course.server.ts'

const START = Date.UTC(2026, 1, 1)

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
  }
}

async function loseSummaries(): Promise<void> {
  await write(async (tx) => {
    await tx.delete(activityProgress)
    await tx.delete(courseProgress)
  })
}

/** One step of a random history: who, on which activity of the first edition, how much later (or earlier). */
const step = fc.record({
  person: fc.integer({ min: 0, max: 1 }),
  activity: fc.integer({ min: 0, max: 5 }),
  later: fc.integer({ min: -60_000, max: 600_000 }),
  act: fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'open' as const }) },
    { weight: 6, arbitrary: fc.constant({ kind: 'finish' as const }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('submit' as const), score: fc.integer({ min: 0, max: 100 }) }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'all' as const }) },
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

test('summaries rebuilt from the log equal those kept along the way, whatever happened and was published', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (history) => {
      const first = await insertPublishedCourse()
      const people = [await insertLearner(), await insertLearner()]
      let current: PublishedCourse = first
      let now = START
      const completions = new Map<string, string>()
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
        } else if (act.kind === 'complete') {
          await completeCourse({ accountId, courseId: first.courseId, now })
        } else {
          const events =
            act.kind === 'all'
              ? buildCompleteHistory(accountId, current, now)
              : act.kind === 'submit' || target.kind === 'quiz'
                ? [buildSubmitted({ ...about, scorePercent: act.kind === 'submit' ? act.score : 85 })]
                : [act.kind === 'open' ? buildOpened(about) : buildRead(about)]
          await write((tx) => recordEvents({ events }, tx))
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
      expect(rebuilt.corrected).toBe(kept.courses.length + kept.activities.length)
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
  })
  expect(await rebuildSummaries()).toMatchObject({ corrected: 3 })
  expect(await allSummaries()).toEqual(right)
})
