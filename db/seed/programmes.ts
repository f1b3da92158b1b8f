import type { Transaction } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { cohort, enrolment, programme, programmeCountry, programmeCourse } from '#db/schema/programmes.ts'

/** A programme over `courseIds`, in that order, whose managers may enrol people of `countries` by user name. */
export async function insertProgramme(
  {
    courseIds = [],
    countries = [],
    ...given
  }: Partial<typeof programme.$inferInsert> & { courseIds?: readonly string[]; countries?: readonly string[] },
  tx: Transaction,
): Promise<typeof programme.$inferSelect> {
  const id = given.id ?? newId()
  const [row] = await tx
    .insert(programme)
    .values({ name: `Programme ${id.slice(-6)}`, createdAt: 0, ...given, id })
    .returning()
  if (courseIds.length > 0) {
    await tx
      .insert(programmeCourse)
      .values(courseIds.map((courseId, position) => ({ programmeId: id, courseId, position })))
  }
  if (countries.length > 0) {
    await tx.insert(programmeCountry).values(countries.map((countryCode) => ({ programmeId: id, countryCode })))
  }
  return row as typeof programme.$inferSelect
}

/** A cohort of a programme; without `joinCode` it is closed for joining. */
export async function insertCohort(
  given: Partial<typeof cohort.$inferInsert> & { programmeId: string },
  tx: Transaction,
): Promise<typeof cohort.$inferSelect> {
  const id = given.id ?? newId()
  const [row] = await tx
    .insert(cohort)
    .values({ name: `Cohort ${id.slice(-6)}`, createdAt: 0, ...given, id })
    .returning()
  return row as typeof cohort.$inferSelect
}

/** Places of these people in a cohort. */
export async function insertEnrolments(
  given: { cohortId: string; accountIds: readonly string[]; enrolledAt?: number; enrolledBy?: string | null },
  tx: Transaction,
): Promise<void> {
  const { cohortId, accountIds, enrolledAt = 0, enrolledBy = null } = given
  // Twenty thousand values at most in one statement.
  for (let from = 0; from < accountIds.length; from += 4000) {
    const places = accountIds.slice(from, from + 4000)
    await tx.insert(enrolment).values(places.map((accountId) => ({ cohortId, accountId, enrolledAt, enrolledBy })))
  }
}
