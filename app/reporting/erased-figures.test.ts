import fc from 'fast-check'
import { avg, count, eq, sum } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { findCourseById } from '#app/content/course-queries.server.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { cohortCsv } from './cohort-csv.server.ts'
import { statuses } from './cohort-report.ts'
import { cohortPage } from './cohort-report-queries.server.ts'
import { cohortSummaries, traineesByProgramme } from './cohort-summary-queries.server.ts'
import { reader, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { attempt, attemptQuestion, practiceAnswer } from '#db/schema/assessment.ts'
import { account } from '#db/schema/identity.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { learnSomething } from '#db/seed/learner-acts.ts'
import { insertCohort, insertEnrolments, insertProgramme } from '#db/seed/programmes.ts'
import { eraseAccount } from '#app/progress/erase-account.server.ts'
import { rebuildSummaries } from '#app/progress/rebuild-summaries.server.ts'

const at = fc.nat({ max: 7 })
const act = fc.constantFrom('open', 'read', 'read-all', 'practise', 'start', 'hand-in', 'complete')
const step = fc.record({ person: fc.nat({ max: 3 }), act, at, right: fc.boolean() })
const history = fc.record({
  steps: fc.array(step, { maxLength: 25 }),
  erased: fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 }),
  keepsName: fc.boolean(),
})

const manager = (accountId: string, programmeId: string): Viewer => ({
  accountId,
  username: 'm',
  displayName: 'M',
  locale: null,
  grants: [{ role: 'manager', scopeKind: 'programme', scopeId: programmeId }],
})

async function makeWorld() {
  const course = await insertPublishedCourse()
  return await write(async (tx) => {
    const administrator = { role: 'administrator', scopeKind: 'platform', scopeId: '' } as const
    const staff = await insertAccount({ roles: [administrator] }, tx)
    const agencyId = (await insertAgency({ name: `Named unit ${newId()}` }, tx)).id
    const programme = await insertProgramme({ courseIds: [course.courseId] }, tx)
    const cohort = await insertCohort({ programmeId: programme.id, dueOn: Date.UTC(2027, 5, 1) }, tx)
    const people: string[] = []
    for (let number = 0; number < 4; number += 1) {
      people.push((await insertAccount({ displayName: `Person ${number} of the Unit`, agencyId }, tx)).id)
    }
    await insertEnrolments({ cohortId: cohort.id, accountIds: people }, tx)
    const viewer = manager(staff.id, programme.id)
    return { viewer, course, cohortId: cohort.id, programmeId: programme.id, people }
  })
}

type World = Awaited<ReturnType<typeof makeWorld>>

/** Every figure that is shown of the cohort and of the questions. Names are no figures. */
async function figuresOf({ viewer, course, cohortId }: World, now: number) {
  const courseId = course.courseId
  const asked = {
    viewer,
    cohortId,
    courseId,
    now,
    text: '',
    sort: { key: 'active', descending: true },
    page: 1,
  } as const
  const pages = []
  for (const status of [null, ...statuses]) {
    const { rows, ...page } = await cohortPage({ ...asked, status })
    const figures = rows.map(({ displayName: _n, username: _u, agency: _a, countryCode: _c, ...row }) => row)
    pages.push({ ...page, rows: figures.sort((a, b) => a.accountId.localeCompare(b.accountId)) })
  }
  return {
    whole: await cohortSummaries({ viewer }),
    course: await cohortSummaries({ viewer, courseId }),
    trainees: await traineesByProgramme({ viewer }),
    pages,
    questions: await reader
      .select({ hash: attemptQuestion.questionHash, asked: count(), marks: sum(attemptQuestion.mark) })
      .from(attemptQuestion)
      .innerJoin(attempt, eq(attempt.id, attemptQuestion.attemptId))
      .where(eq(attempt.courseId, courseId))
      .groupBy(attemptQuestion.questionHash)
      .orderBy(attemptQuestion.questionHash),
    practice: await reader
      .select({ hash: practiceAnswer.questionHash, answered: count(), mean: avg(practiceAnswer.mark) })
      .from(practiceAnswer)
      .groupBy(practiceAnswer.questionHash)
      .orderBy(practiceAnswer.questionHash),
  }
}

async function csvOf({ viewer, cohortId, course: { courseId } }: World, now: number): Promise<string[]> {
  let text = ''
  const { t } = translatorFor('en')
  for await (const piece of cohortCsv({ viewer, cohortId, courseId, now, t, status: null, text: '' })) text += piece
  return text.trimEnd().split('\r\n').slice(1)
}

test('whatever people did, no figure changes when some of them are erased, and their rows say so in words', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ steps, erased, keepsName }) => {
      const world = await makeWorld()
      const outline = await findCourseById(world.course.courseId)
      if (!outline) throw new Error('Not published')
      let now = Date.UTC(2027, 0, 1)
      for (const { person, ...rest } of steps) {
        now += 400_000
        await learnSomething({ accountId: world.people[person] ?? '', outline, ...rest, now })
      }
      const before = await figuresOf(world, now)
      for (const person of erased) {
        const accountId = world.people[person] ?? ''
        const asked = { erasureDueAt: now, erasureReason: 'asked', erasureKeepsName: keepsName } as const
        await write(async (tx) => {
          await tx.update(account).set(asked).where(eq(account.id, accountId))
        })
        expect(await eraseAccount({ viewer: null, accountId, now })).toEqual({ status: 'erased' })
      }
      expect(await figuresOf(world, now)).toEqual(before)
      expect(await rebuildSummaries()).toMatchObject({ corrected: 0 })
      const lines = await csvOf(world, now)
      expect(lines).toHaveLength(4)
      expect(lines.filter((line) => line.includes('erased-'))).toHaveLength(erased.length)
      expect(lines.filter((line) => line.includes('Former trainee'))).toHaveLength(keepsName ? 0 : erased.length)
    }),
    { numRuns: 15 },
  )
}, 60_000)
