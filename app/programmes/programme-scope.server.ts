import { and, eq, exists, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { peopleWithin } from '#app/identity/places/people-scope.server.ts'
import { managedCohorts, managedProgrammes, overseenPeople, reachesAnyone, type Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { account, agency } from '#db/schema/identity.ts'
import { cohort, enrolment, programme } from '#db/schema/programmes.ts'

// Every condition is undefined, which is no condition, for a manager of the whole platform.

const nothing = sql`1 = 0`

/** The condition, over `programme`, that this person manages the programme as a whole: sets up and changes it. */
export function managedBy(viewer: Viewer): SQL | undefined {
  const scope = managedProgrammes(viewer)
  return scope.everything ? undefined : inArray(programme.id, [...scope.ids])
}

/** The condition, over `programme` and `cohort`, that this person manages the cohort: enrols, withdraws, opens and closes it. */
export function cohortManagedBy(viewer: Viewer): SQL | undefined {
  const whole = managedBy(viewer)
  const cohorts = managedCohorts(viewer)
  if (!whole || cohorts.everything) return undefined
  return or(whole, inArray(cohort.id, [...cohorts.ids])) ?? nothing
}

/** Whether this person sees some trainees of a cohort without managing it: those of their country or agency. */
function seesByPlace(viewer: Viewer): boolean {
  const people = overseenPeople(viewer)
  return !people.everything && reachesAnyone(people)
}

/** The condition, over `programme`, `cohort` and `enrolment`, that this person sees the trainee's progress. */
export function traineeSeenBy(viewer: Viewer): SQL | undefined {
  const managed = cohortManagedBy(viewer)
  if (!managed || !seesByPlace(viewer)) return managed
  const people = reader
    .select({ id: account.id })
    .from(account)
    .innerJoin(agency, eq(agency.id, account.agencyId))
    .where(peopleWithin(overseenPeople(viewer)))
  return or(managed, inArray(enrolment.accountId, people))
}

/** The condition, over `programme` and `cohort`, that this person manages the cohort or sees some trainee of it. */
export function cohortSeenBy(viewer: Viewer): SQL | undefined {
  const managed = cohortManagedBy(viewer)
  if (!managed || !seesByPlace(viewer)) return managed
  const overseen = reader
    .select({ accountId: enrolment.accountId })
    .from(enrolment)
    .innerJoin(account, eq(account.id, enrolment.accountId))
    .innerJoin(agency, eq(agency.id, account.agencyId))
    .where(and(eq(enrolment.cohortId, cohort.id), isNull(enrolment.withdrawnAt), peopleWithin(overseenPeople(viewer))))
  return or(managed, exists(overseen))
}

/** The condition, over `programme`, that this person manages it or sees one of its cohorts. */
export function programmeSeenBy(viewer: Viewer): SQL | undefined {
  const whole = managedBy(viewer)
  if (!whole) return undefined
  const seen = reader
    .select({ id: cohort.id })
    .from(cohort)
    .where(and(eq(cohort.programmeId, programme.id), cohortSeenBy(viewer)))
  return or(whole, exists(seen))
}

/** A condition as a column: whether it holds. */
export function holds(condition: SQL | undefined): SQL<boolean> {
  return (condition ? sql`case when ${condition} then 1 else 0 end` : sql`1`).mapWith(Boolean) as SQL<boolean>
}
