import { count } from 'drizzle-orm'
import {
  findActivityQuestions,
  findCourseById,
  findQuestions,
  listCourses,
} from '#app/content/course-queries.server.ts'
import type { CourseOutline } from '#app/content/outline.ts'
import { hashPassword } from '#app/identity/sign-in/passwords.server.ts'
import { recordEvents } from '#app/progress/record-event.server.ts'
import { reader, type Transaction, write } from '#db/client.server.ts'
import { inChunks } from '#db/in-chunks.ts'
import { attempt, attemptQuestion, practiceAnswer } from '#db/schema/assessment.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { cohort, enrolment, programme, programmeCountry, programmeCourse } from '#db/schema/programmes.ts'
import { makeDemoPassword, readDemoCredentials, saveDemoCredentials } from './demo-credentials.server.ts'
import type { AskedQuestion, DemoCourse } from './demo-history.ts'
import { type DemoPlan, planDemo } from './demo-plan.ts'

/**
 * Fills an empty database with the demonstration: invented people and what they learnt in the courses published so
 * far. What they did is recorded on the path of real learners, so that summaries can be rebuilt from it.
 * `now` in milliseconds UTC; the same `seed` and `now` give the same people and histories.
 * Refused when the database holds accounts that are not the demonstration's.
 */
export async function seedDemo({
  now,
  seed,
}: {
  now: number
  seed: number
}): Promise<{ status: 'seeded'; trainees: number } | { status: 'already' | 'refused' | 'no-courses' }> {
  const [people] = await reader.select({ number: count() }).from(account)
  if (people && people.number > 0) {
    return { status: (await readDemoCredentials()).length > 0 ? 'already' : 'refused' }
  }
  const courses = await loadDemoCourses()
  if (courses.length === 0) return { status: 'no-courses' }
  const password = makeDemoPassword()
  const plan = planDemo({ now, seed, courses, passwordHash: await hashPassword(password) })
  // The sign that this folder is for play comes first: stopped half way, the next start finds it and begins again.
  await saveDemoCredentials(password)
  await write((tx) => insertPlan(plan, tx))
  return { status: 'seeded', trainees: plan.enrolments.length }
}

/** Every published course with its questions, as the histories need them. */
export async function loadDemoCourses(): Promise<DemoCourse[]> {
  const courses: DemoCourse[] = []
  for (const { courseId } of await listCourses()) {
    const outline = await findCourseById(courseId)
    if (outline) courses.push({ outline, questions: await loadQuestions(outline) })
  }
  return courses
}

async function loadQuestions({ activities, revisionId }: CourseOutline): Promise<DemoCourse['questions']> {
  const byActivity = new Map<string, AskedQuestion[]>()
  for (const { id: activityId } of activities) {
    const asked = await findActivityQuestions({ revisionId, activityId })
    const wordings = await findQuestions(asked.map(({ questionHash }) => questionHash))
    const inOrder = asked.flatMap(({ questionHash: hash }) => {
      const question = wordings.get(hash)
      return question ? [{ hash, question }] : []
    })
    byActivity.set(activityId, inOrder)
  }
  return byActivity
}

async function insertPlan(plan: DemoPlan, tx: Transaction): Promise<void> {
  for (const rows of inChunks(plan.agencies)) await tx.insert(agency).values(rows)
  for (const rows of inChunks(plan.accounts)) await tx.insert(account).values(rows)
  for (const rows of inChunks(plan.grants)) await tx.insert(roleGrant).values(rows)
  for (const rows of inChunks(plan.programmes)) await tx.insert(programme).values(rows)
  for (const rows of inChunks(plan.programmeCourses)) await tx.insert(programmeCourse).values(rows)
  const countries = [...new Set(plan.agencies.map(({ countryCode }) => countryCode))]
  for (const { id: programmeId } of plan.programmes) {
    await tx.insert(programmeCountry).values(countries.map((countryCode) => ({ programmeId, countryCode })))
  }
  for (const rows of inChunks(plan.cohorts)) await tx.insert(cohort).values(rows)
  for (const rows of inChunks(plan.enrolments)) await tx.insert(enrolment).values(rows)
  for (const rows of inChunks(plan.attempts)) await tx.insert(attempt).values(rows)
  for (const rows of inChunks(plan.attemptQuestions)) await tx.insert(attemptQuestion).values(rows)
  for (const rows of inChunks(plan.practiceAnswers)) await tx.insert(practiceAnswer).values(rows)
  await recordEvents({ events: plan.events }, tx)
}
