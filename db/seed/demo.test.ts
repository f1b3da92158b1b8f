import { statSync } from 'node:fs'
import path from 'node:path'
import { eq, isNotNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { listPeople } from '#app/identity/accounts/people-queries.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { verifyPassword } from '#app/identity/sign-in/passwords.server.ts'
import { listCompetence } from '#app/progress/competence/competence-queries.server.ts'
import { rebuildSummaries } from '#app/progress/rebuild-summaries.server.ts'
import { findReviewOutlook } from '#app/progress/review/review-queries.server.ts'
import { reader } from '#db/client.server.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { cohort, enrolment, programme } from '#db/schema/programmes.ts'
import { articleCompetence, courseProgress, learningEvent, reviewCard } from '#db/schema/progress.ts'
import { insertPublishedCourse } from './content.ts'
import { readDemoCredentials } from './demo-credentials.server.ts'
import { planDemo } from './demo-plan.ts'
import { demoSignIns } from './demo-sign-ins.ts'
import { loadDemoCourses, seedDemo } from './demo.server.ts'

const now = Date.UTC(2026, 10, 20, 9, 30)

test('the demonstration needs a published course, then fills an empty database once', async () => {
  expect(await seedDemo({ now, seed: 54 })).toEqual({ status: 'no-courses' })
  await insertPublishedCourse({ title: 'A course' })
  await insertPublishedCourse({ title: 'Another course' })

  expect(await seedDemo({ now, seed: 54 })).toEqual({ status: 'seeded', trainees: 600 })
  expect(await seedDemo({ now, seed: 54 })).toEqual({ status: 'already' })

  expect(await reader.$count(account)).toBe(600 + demoSignIns.length - 1)
  expect(await reader.$count(programme)).toBe(2)
  expect(await reader.$count(cohort)).toBe(4)
  expect(await reader.$count(enrolment)).toBe(600)
  const countries = await reader.selectDistinct({ code: agency.countryCode }).from(agency)
  expect(countries).toHaveLength(8)
})

test('its agencies have parts, and a local administrator and a supervisor have people to look after', async () => {
  const viewerOf = async (username: string): Promise<Viewer> => {
    const [person] = await reader.select({ id: account.id }).from(account).where(eq(account.username, username))
    const grants = await reader.select().from(roleGrant).where(eq(roleGrant.accountId, person!.id))
    return { accountId: person!.id, username, displayName: username, locale: null, grants }
  }
  const everybody = { text: '', country: null, agencyId: null, role: null, state: null }
  const people = async (username: string) =>
    (await listPeople({ viewer: await viewerOf(username), filter: everybody, order: 'name', page: 1, now })).total
  const all = 600 + demoSignIns.length - 1
  expect(await people('demo-admin')).toBe(all)
  expect(await people('demo-country-admin')).toBeGreaterThan(all / 20)
  expect(await people('demo-country-admin')).toBeLessThan(all / 3)
  expect(await people('demo-supervisor')).toBe(await people('demo-country-admin'))
  const parts = await reader.$count(agency, isNotNull(agency.parentId))
  expect(parts).toBe(24)
})

test('its histories are uneven, lie in the past, and rebuild to the very summaries they left', async () => {
  const progress = await reader.select().from(courseProgress)
  const completed = progress.filter(({ completedAt }) => completedAt !== null)
  expect(completed.length).toBeGreaterThan(100)
  expect(progress.length - completed.length).toBeGreaterThan(100)
  expect(new Set(progress.map(({ accountId }) => accountId)).size).toBeLessThan(580)
  const times = (await reader.select({ at: learningEvent.occurredAt }).from(learningEvent)).map(({ at }) => at)
  expect(Math.max(...times)).toBeLessThanOrEqual(now)
  expect(Math.min(...times)).toBeGreaterThan(now - 120 * 86_400_000)
  expect(await rebuildSummaries()).toMatchObject({ corrected: 0 })
})

test('the trainee to sign in as has standings by article and questions to review, as most of the others have', async () => {
  const [trainee] = demoSignIns
  const [person] = await reader.select({ id: account.id }).from(account).where(eq(account.username, trainee.username))
  const own = { accountId: person!.id, now }
  expect((await findReviewOutlook(own)).due).toBeGreaterThan(0)
  const standings = await listCompetence(own)
  expect(standings.some(({ answers }) => answers > 0)).toBe(true)
  const learners = await reader.selectDistinct({ id: articleCompetence.accountId }).from(articleCompetence)
  expect(learners.length).toBeGreaterThan(300)
  const answered = (await reader.select({ at: reviewCard.answeredAt }).from(reviewCard)).map(({ at }) => at)
  expect(Math.max(...answered)).toBeLessThanOrEqual(now)
})

test('its people sign in with the one password of the file that only its owner may read', async () => {
  const credentials = await readDemoCredentials()
  expect(credentials.map(({ username }) => username)).toEqual(demoSignIns.map(({ username }) => username))
  const [trainee] = credentials
  const [stored] = await reader
    .select({ hash: account.passwordHash })
    .from(account)
    .where(eq(account.username, trainee!.username))
  expect(await verifyPassword(stored!.hash, trainee!.password)).toBe(true)
  expect(statSync(path.join(process.env.DATA_DIR!, 'demo.json')).mode & 0o777).toBe(0o600)
})

test('the same seed invents the same people and histories, another seed others', async () => {
  const courses = await loadDemoCourses()
  const plan = (seed: number) => planDemo({ now, seed, courses, passwordHash: 'x' })
  expect(plan(7)).toEqual(plan(7))
  expect(plan(8).accounts).not.toEqual(plan(7).accounts)
})
