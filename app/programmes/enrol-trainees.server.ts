import { and, eq, inArray, isNull, or, type SQL } from 'drizzle-orm'
import { nameKey } from '#app/identity/accounts/account.ts'
import { managedProgrammes, type Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { account, agency } from '#db/schema/identity.ts'
import { cohort, enrolment, programmeCountry } from '#db/schema/programmes.ts'
import { enrolAccount } from './enrol-account.server.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { countOutcomes, type EnrolmentLine } from './enrolment.ts'
import { requireCohort } from './require-cohort.server.ts'

/**
 * Gives each person named a place in the cohort and tells, in the order of the list, what became of each name.
 * One name that cannot be used does not stop the others; running the same list again changes nothing;
 * nobody who is not on the list loses a place. Names are compared as at sign-in. `now` in milliseconds UTC.
 * To enrol people is to see their names and progress: only those of the programme's countries, and who has a
 * place already, are found; who is beyond is as unknown as who does not exist. Managers of the whole platform find everybody.
 * Throws NotFound when there is no such cohort or the viewer does not manage it.
 */
export async function enrolTrainees(asked: {
  viewer: Viewer
  cohortId: string
  usernames: readonly string[]
  now: number
}): Promise<EnrolmentLine[]> {
  const { viewer, cohortId, usernames, now } = asked
  return await write(async (tx) => {
    await requireCohort({ viewer, cohortId }, tx)
    const found = await tx
      .select({ id: account.id, key: account.usernameKey, suspendedAt: account.suspendedAt })
      .from(account)
      .leftJoin(agency, eq(agency.id, account.agencyId))
      .where(
        and(
          inArray(account.usernameKey, [...new Set(usernames.map(nameKey))]),
          isNull(account.erasedAt),
          enrollable({ viewer, cohortId }),
        ),
      )
    const people = new Map(found.map((person) => [person.key, person]))
    const lines: EnrolmentLine[] = []
    for (const username of usernames) {
      const person = people.get(nameKey(username))
      if (!person) lines.push({ username, outcome: 'unknown' })
      else if (person.suspendedAt !== null) lines.push({ username, outcome: 'suspended' })
      else {
        const place = { cohortId, accountId: person.id, enrolledBy: viewer.accountId, now }
        lines.push({ username, outcome: await enrolAccount(place, tx) })
      }
    }
    const { enrolled, refused } = countOutcomes(lines)
    if (enrolled + refused.length > 0) {
      const subject = { kind: 'cohort', id: cohortId } as const
      const facts = { enrolled, refused: refused.length }
      await recordAudit({ acts: [{ action: 'trainees-enrolled', actorId: viewer.accountId, subject, facts }], now }, tx)
    }
    return lines
  })
}

function enrollable({ viewer, cohortId }: { viewer: Viewer; cohortId: string }): SQL | undefined {
  if (managedProgrammes(viewer).everything) return undefined
  const countries = reader
    .select({ countryCode: programmeCountry.countryCode })
    .from(programmeCountry)
    .innerJoin(cohort, eq(cohort.programmeId, programmeCountry.programmeId))
    .where(eq(cohort.id, cohortId))
  const placed = reader
    .select({ accountId: enrolment.accountId })
    .from(enrolment)
    .where(and(eq(enrolment.cohortId, cohortId), isNull(enrolment.withdrawnAt)))
  return or(inArray(agency.countryCode, countries), inArray(account.id, placed))
}
