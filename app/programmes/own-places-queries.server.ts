import { asc, eq } from 'drizzle-orm'
import { inOnePiece, isoTime, type OwnDataPart, whoWas } from '#app/identity/own-data/own-data.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { cohort, enrolment, programme } from '#db/schema/programmes.ts'

/** Everything that this domain stores about the viewer, for their file. */
export function ownPlaces({ viewer }: { viewer: Viewer }): OwnDataPart[] {
  return [{ name: 'programmes', pieces: () => inOnePiece(() => readPlaces(viewer)) }]
}

/** A place in a cohort, past ones included. Times in milliseconds UTC. */
export type OwnPlace = {
  programme: string
  cohort: string
  enrolledAt: number
  /** Null for who joined with the code. */
  enrolledBy: string | null
  withdrawnAt: number | null
}

/** The viewer's places in cohorts, in the order they got them. */
export async function listOwnPlaces({ viewer }: { viewer: Viewer }): Promise<OwnPlace[]> {
  return await reader
    .select({
      programme: programme.name,
      cohort: cohort.name,
      enrolledAt: enrolment.enrolledAt,
      enrolledBy: enrolment.enrolledBy,
      withdrawnAt: enrolment.withdrawnAt,
    })
    .from(enrolment)
    .innerJoin(cohort, eq(cohort.id, enrolment.cohortId))
    .innerJoin(programme, eq(programme.id, cohort.programmeId))
    .where(eq(enrolment.accountId, viewer.accountId))
    .orderBy(asc(enrolment.enrolledAt), asc(cohort.id))
}

async function readPlaces(viewer: Viewer): Promise<object[]> {
  const { accountId } = viewer
  return (await listOwnPlaces({ viewer })).map(({ enrolledAt, enrolledBy, withdrawnAt, ...names }) => ({
    ...names,
    enrolledAt: isoTime(enrolledAt),
    enrolledBy: whoWas(enrolledBy ?? accountId, accountId),
    withdrawnAt: isoTime(withdrawnAt),
  }))
}
