import fc from 'fast-check'
import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { CourseOutline } from '#app/content/outline.ts'
import { reader, write } from '#db/client.server.ts'
import { attempt, attemptQuestion, practiceAnswer } from '#db/schema/assessment.ts'
import { account } from '#db/schema/identity.ts'
import { activityProgress, articleCompetence, courseProgress, learningEvent, reviewCard } from '#db/schema/progress.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { type LearnerAct, learnSomething } from '#db/seed/learner-acts.ts'
import { insertViewer } from '#db/seed/identity.ts'
import { insertLearner } from '#db/seed/progress.ts'
import { rebuildSummaries } from '../rebuild-summaries.server.ts'
import { recountCourse } from '../recount-course.server.ts'
import { submitQuiz } from '../submit-quiz.server.ts'
import { mergeAccounts } from './merge-accounts.server.ts'
import { rehearseMerge } from './rehearse-merge.server.ts'

const START = Date.UTC(2026, 1, 1)

const acts: LearnerAct[] = ['open', 'read', 'read-all', 'practise', 'start', 'hand-in', 'hand-in', 'complete']

/** What one of the two did next in one of two courses, how much later by that account's own clock. */
const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      who: fc.integer({ min: 0, max: 1 }),
      course: fc.integer({ min: 0, max: 1 }),
      act: fc.constantFrom(...acts),
      at: fc.integer({ min: 0, max: 5 }),
      right: fc.boolean(),
      later: fc.integer({ min: 0, max: 900_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('publish' as const), kept: fc.integer({ min: 0, max: 5 }) }),
  },
)

async function summariesOf(people: string[]) {
  return {
    activities: await reader
      .select()
      .from(activityProgress)
      .where(inArray(activityProgress.accountId, people))
      .orderBy(asc(activityProgress.accountId), asc(activityProgress.activityId)),
    courses: await reader
      .select()
      .from(courseProgress)
      .where(inArray(courseProgress.accountId, people))
      .orderBy(asc(courseProgress.accountId), asc(courseProgress.courseId)),
    competence: await reader
      .select()
      .from(articleCompetence)
      .where(inArray(articleCompetence.accountId, people))
      .orderBy(asc(articleCompetence.accountId), asc(articleCompetence.article)),
    cards: await reader
      .select()
      .from(reviewCard)
      .where(inArray(reviewCard.accountId, people))
      .orderBy(asc(reviewCard.accountId), asc(reviewCard.questionId)),
  }
}

async function recordsOf(people: string[]) {
  return {
    events: await reader
      .select()
      .from(learningEvent)
      .where(inArray(learningEvent.accountId, people))
      .orderBy(asc(learningEvent.sequence)),
    attempts: await reader
      .select()
      .from(attempt)
      .where(inArray(attempt.accountId, people))
      .orderBy(asc(attempt.quizId), asc(attempt.number)),
    answers: await reader
      .select({ attemptId: attempt.id, position: attemptQuestion.position, answer: attemptQuestion.answer })
      .from(attempt)
      .innerJoin(attemptQuestion, eq(attemptQuestion.attemptId, attempt.id))
      .where(and(inArray(attempt.accountId, people), isNotNull(attemptQuestion.answer))),
    practice: await reader.select().from(practiceAnswer).where(inArray(practiceAnswer.accountId, people)),
  }
}

type Dated = { completedAt: number | null; completedRevisionId: string | null }

/** The earlier of two completions, with its edition; both editions where the moment is the same. */
function earliest(of: Dated[]): { at: number | null; editions: (string | null)[] } {
  const times = of.flatMap(({ completedAt }) => (completedAt === null ? [] : [completedAt]))
  if (times.length === 0) return { at: null, editions: [null] }
  const at = Math.min(...times)
  return { at, editions: of.filter((one) => one.completedAt === at).map((one) => one.completedRevisionId) }
}

test('whatever two accounts did, merging loses nothing, keeps the earlier days, and summaries equal a rebuild', async () => {
  const viewer = await insertViewer([{ role: 'administrator', scopeKind: 'platform', scopeId: '' }])
  let merged = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), fc.boolean(), async (history, swapped) => {
      const courses: PublishedCourse[] = [await insertPublishedCourse(), await insertPublishedCourse()]
      const people = [await insertLearner(), await insertLearner()] as [string, string]
      const clocks = [START, START]
      for (const one of history) {
        if (one.kind === 'publish') {
          const drafts = (courses[0] as PublishedCourse).drafts
          const kept = drafts.filter((_draft, index) => index !== one.kept)
          if (kept.length === 0) continue
          await write(async (tx) => {
            courses[0] = await publishNextRevision(courses[0] as PublishedCourse, () => kept, {}, tx)
            await recountCourse({ courseId: courses[0].courseId }, tx)
          })
          continue
        }
        const { who, course, act, at, right, later } = one
        const now = (clocks[who] = (clocks[who] ?? 0) + later)
        const outline = courses[course]?.outline as CourseOutline
        await learnSomething({ accountId: people[who] as string, outline, act, at, right, now })
      }
      const [keptId, duplicateId] = swapped ? [people[1], people[0]] : people
      const asked = { viewer, keptId, duplicateId, now: START + 10 ** 9 }

      let rehearsal = await rehearseMerge(asked)
      if (rehearsal.outcome.status === 'both-open') {
        const open = await reader
          .select()
          .from(attempt)
          .where(and(eq(attempt.accountId, duplicateId), isNull(attempt.submittedAt)))
        for (const { id } of open) await submitQuiz({ accountId: duplicateId, attemptId: id, now: START + 10 ** 8 })
        rehearsal = await rehearseMerge(asked)
      }
      expect(rehearsal.outcome.status).toBe('joined')
      const before = { ...(await recordsOf(people)), ...(await summariesOf(people)) }
      await rehearseMerge(asked)
      expect({ ...(await recordsOf(people)), ...(await summariesOf(people)) }).toEqual(before)

      expect(await mergeAccounts({ ...asked, seen: rehearsal.seen })).toMatchObject({ status: 'merged' })
      merged += 1
      const after = { ...(await recordsOf(people)), ...(await summariesOf(people)) }

      // Nothing lost: the same events, told by one person, each account's own in the order of before.
      const content = (rows: typeof after.events) =>
        rows.map(({ sequence: _place, accountId: _person, ...event }) => JSON.stringify(event)).sort()
      expect(content(after.events)).toEqual(content(before.events))
      expect(after.events.map(({ sequence }) => sequence)).toEqual(before.events.map(({ sequence }) => sequence))
      for (const person of people) {
        for (const { courseId } of courses) {
          const own = before.events.filter((event) => event.accountId === person && event.courseId === courseId)
          const ids = own.map(({ id }) => id)
          expect(after.events.map(({ id }) => id).filter((id) => ids.includes(id))).toEqual(ids)
        }
      }
      const { competence, cards } = after
      const work = [...after.events, ...after.attempts, ...after.practice]
      const everything = [...work, ...after.activities, ...after.courses, ...competence, ...cards]
      expect(everything.every(({ accountId }) => accountId === keptId)).toBe(true)

      // Every saved answer stands; attempts count 1, 2, 3 …; at most one is under way, and it is the last.
      expect(after.answers.length).toBe(before.answers.length)
      expect(after.answers).toEqual(expect.arrayContaining(before.answers))
      for (const quizId of new Set(after.attempts.map((one) => one.quizId))) {
        const sittings = after.attempts.filter((one) => one.quizId === quizId)
        expect(sittings.map(({ number }) => number)).toEqual(sittings.map((_one, index) => index + 1))
        expect(sittings.slice(0, -1).every(({ submittedAt }) => submittedAt !== null)).toBe(true)
      }
      const tries = (rows: typeof after.practice) => rows.reduce((sum, row) => sum + row.tries, 0)
      expect(tries(after.practice)).toBe(tries(before.practice))

      // The earlier day of both, with the edition of that day.
      for (const row of after.activities) {
        const { at, editions } = earliest(before.activities.filter(({ activityId }) => activityId === row.activityId))
        expect(row.completedAt).toBe(at)
        expect(editions).toContain(row.completedRevisionId)
      }
      for (const row of after.courses) {
        const { at, editions } = earliest(before.courses.filter(({ courseId }) => courseId === row.courseId))
        expect(row.completedAt).toBe(at)
        expect(editions).toContain(row.completedRevisionId)
      }
      expect(new Set(after.courses.map(({ courseId }) => courseId))).toEqual(
        new Set(before.courses.map(({ courseId }) => courseId)),
      )
      // A question either had answered is one to meet again, and no answer counts that counted in neither.
      const ids = (rows: typeof cards) => [...new Set(rows.map(({ questionId }) => questionId))].sort()
      expect(ids(cards)).toEqual(ids(before.cards))
      const counted = (rows: typeof competence) => rows.reduce((sum, { answers }) => sum + answers, 0)
      expect(counted(competence)).toBeLessThanOrEqual(counted(before.competence))
      expect((await rebuildSummaries()).corrected).toBe(0)
      const [closed] = await reader.select().from(account).where(eq(account.id, duplicateId))
      expect(closed).toMatchObject({ mergedIntoId: keptId, passwordHash: '!' })
    }),
    { numRuns: 20 },
  )
  expect(merged).toBeGreaterThan(0)
})
