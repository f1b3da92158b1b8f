import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { isAdministrator, type Viewer } from '#app/identity/viewer.ts'
import { prepared, reader } from '#db/client.server.ts'
import { course, courseRevision } from '#db/schema/content.ts'
import { cohort, enrolment, programme, programmeCountry, programmeCourse } from '#db/schema/programmes.ts'
import type { CohortFacts, ProgrammeCourse } from './programme.ts'
import { cohortManagedBy, cohortSeenBy, holds, managedBy, programmeSeenBy } from './programme-scope.server.ts'

export type Programme = {
  id: string
  name: string
  description: string
  /** In the order the manager chose. A course that was never published is left out. */
  courses: ProgrammeCourse[]
  /** Those this person manages or sees trainees of. */
  cohorts: CohortFacts[]
  /** Whether this person manages the programme as a whole. */
  manages: boolean
}

const programmeFacts = { id: programme.id, name: programme.name, description: programme.description }

export type CohortDetails = CohortFacts & {
  /** As stored; null when joining with a code is closed, and for who does not manage the cohort. */
  joinCode: string | null
  /** Whether this person manages the cohort, or only sees some of its trainees. */
  manages: boolean
  programme: { id: string; name: string }
  courses: ProgrammeCourse[]
}

/** The programmes this person manages or sees trainees of, by name, with their courses and cohorts. */
export async function listProgrammes({ viewer }: { viewer: Viewer }): Promise<Programme[]> {
  const programmes = await reader
    .select({ ...programmeFacts, manages: holds(managedBy(viewer)) })
    .from(programme)
    .where(programmeSeenBy(viewer))
    .orderBy(asc(programme.name), asc(programme.id))
  return await withCoursesAndCohorts(programmes, viewer)
}

/** One programme; null when there is none or this person has nothing to see in it. */
export async function findProgramme(asked: { viewer: Viewer; programmeId: string }): Promise<Programme | null> {
  const found = await reader
    .select({ ...programmeFacts, manages: holds(managedBy(asked.viewer)) })
    .from(programme)
    .where(and(eq(programme.id, asked.programmeId), programmeSeenBy(asked.viewer)))
  const [whole] = await withCoursesAndCohorts(found, asked.viewer)
  return whole ?? null
}

/** One cohort; null when there is none or this person sees nobody in it. */
export async function findCohort(asked: { viewer: Viewer; cohortId: string }): Promise<CohortDetails | null> {
  const [found] = await reader
    .select({
      id: cohort.id,
      name: cohort.name,
      dueOn: cohort.dueOn,
      joinCode: cohort.joinCode,
      programme: { id: programme.id, name: programme.name },
      manages: holds(cohortManagedBy(asked.viewer)),
    })
    .from(cohort)
    .innerJoin(programme, eq(programme.id, cohort.programmeId))
    .where(and(eq(cohort.id, asked.cohortId), cohortSeenBy(asked.viewer)))
  if (!found) return null
  const joinCode = found.manages ? found.joinCode : null
  return { ...found, joinCode, courses: (await coursesOf([found.programme.id])).get(found.programme.id) ?? [] }
}

/** Every programme by name, for administrators to grant roles over. Nothing for anyone else. */
export async function listAllProgrammes({ viewer }: { viewer: Viewer }): Promise<{ id: string; name: string }[]> {
  if (!isAdministrator(viewer)) return []
  return await reader.select({ id: programme.id, name: programme.name }).from(programme).orderBy(asc(programme.name))
}

/** Every cohort by programme and name, for administrators to grant roles over. Nothing for anyone else. */
export async function listAllCohorts({
  viewer,
}: {
  viewer: Viewer
}): Promise<{ id: string; name: string; programmeName: string }[]> {
  if (!isAdministrator(viewer)) return []
  return await reader
    .select({ id: cohort.id, name: cohort.name, programmeName: programme.name })
    .from(cohort)
    .innerJoin(programme, eq(programme.id, cohort.programmeId))
    .orderBy(asc(programme.name), asc(cohort.name))
}

/** The countries of which a programme's managers may enrol people by user name, as ISO 3166-1 codes. */
export async function listCountriesOf({ programmeId }: { programmeId: string }): Promise<string[]> {
  const rows = await reader
    .select({ countryCode: programmeCountry.countryCode })
    .from(programmeCountry)
    .where(eq(programmeCountry.programmeId, programmeId))
    .orderBy(asc(programmeCountry.countryCode))
  return rows.map(({ countryCode }) => countryCode)
}

export type MyProgramme = {
  programmeName: string
  cohortName: string
  /** The first millisecond UTC of the day the work is due. */
  dueOn: number | null
  /** Permanent ids, in the order the manager chose. */
  courseIds: string[]
}

const myPlaces = prepared((db) =>
  db
    .select({
      cohortId: cohort.id,
      programmeName: programme.name,
      cohortName: cohort.name,
      dueOn: cohort.dueOn,
      courseId: programmeCourse.courseId,
    })
    .from(enrolment)
    .innerJoin(cohort, eq(cohort.id, enrolment.cohortId))
    .innerJoin(programme, eq(programme.id, cohort.programmeId))
    .leftJoin(programmeCourse, eq(programmeCourse.programmeId, programme.id))
    .where(and(eq(enrolment.accountId, sql.placeholder('accountId')), isNull(enrolment.withdrawnAt)))
    .orderBy(asc(enrolment.enrolledAt), asc(cohort.id), asc(programmeCourse.position)),
)

/** The cohorts a trainee has a place in, in the order they joined. */
export async function findMyProgrammes({ accountId }: { accountId: string }): Promise<MyProgramme[]> {
  const mine = new Map<string, MyProgramme>()
  for (const { cohortId, courseId, ...names } of await myPlaces.all({ accountId })) {
    const place = mine.get(cohortId) ?? { ...names, courseIds: [] }
    if (courseId) place.courseIds.push(courseId)
    mine.set(cohortId, place)
  }
  return [...mine.values()]
}

async function withCoursesAndCohorts(
  programmes: { id: string; name: string; description: string; manages: boolean }[],
  viewer: Viewer,
): Promise<Programme[]> {
  const ids = programmes.map(({ id }) => id)
  const courses = await coursesOf(ids)
  const cohorts = await cohortsOf(ids, viewer)
  return programmes.map((facts) => ({
    ...facts,
    courses: courses.get(facts.id) ?? [],
    cohorts: cohorts.get(facts.id) ?? [],
  }))
}

async function coursesOf(programmeIds: string[]): Promise<Map<string, ProgrammeCourse[]>> {
  const rows = await reader
    .select({
      programmeId: programmeCourse.programmeId,
      courseId: course.id,
      slug: course.slug,
      title: courseRevision.title,
    })
    .from(programmeCourse)
    .innerJoin(course, eq(course.id, programmeCourse.courseId))
    .innerJoin(courseRevision, eq(courseRevision.id, course.currentRevisionId))
    .where(inArray(programmeCourse.programmeId, programmeIds))
    .orderBy(asc(programmeCourse.position))
  return byProgramme(rows)
}

async function cohortsOf(programmeIds: string[], viewer: Viewer): Promise<Map<string, CohortFacts[]>> {
  const rows = await reader
    .select({ programmeId: cohort.programmeId, id: cohort.id, name: cohort.name, dueOn: cohort.dueOn })
    .from(cohort)
    .innerJoin(programme, eq(programme.id, cohort.programmeId))
    .where(and(inArray(cohort.programmeId, programmeIds), cohortSeenBy(viewer)))
    .orderBy(asc(cohort.name), asc(cohort.id))
  return byProgramme(rows)
}

function byProgramme<Row extends { programmeId: string }>(rows: Row[]): Map<string, Omit<Row, 'programmeId'>[]> {
  const groups = new Map<string, Omit<Row, 'programmeId'>[]>()
  for (const { programmeId, ...rest } of rows) {
    const group = groups.get(programmeId)
    if (group) group.push(rest)
    else groups.set(programmeId, [rest])
  }
  return groups
}
