import { and, eq, isNull } from 'drizzle-orm'
import { nameKey } from '#app/identity/accounts/account.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { enrolment } from '#db/schema/programmes.ts'
import { requireCohort } from './require-cohort.server.ts'

/**
 * Ends a trainee's place in a cohort, by user name. The place and everything the trainee did stay on record;
 * reports of the cohort no longer count them. `now` in milliseconds UTC.
 * Throws NotFound when there is no such cohort or the viewer does not manage it.
 */
export async function withdrawTrainee(asked: {
  viewer: Viewer
  cohortId: string
  username: string
  now: number
}): Promise<{ status: 'withdrawn'; displayName: string } | { status: 'not-enrolled' }> {
  const { viewer, cohortId, username, now } = asked
  return await write(async (tx) => {
    await requireCohort({ viewer, cohortId }, tx)
    const [place] = await tx
      .select({ accountId: account.id, displayName: account.displayName })
      .from(enrolment)
      .innerJoin(account, eq(account.id, enrolment.accountId))
      .where(
        and(
          eq(enrolment.cohortId, cohortId),
          eq(account.usernameKey, nameKey(username)),
          isNull(enrolment.withdrawnAt),
        ),
      )
    if (!place) return { status: 'not-enrolled' }
    await tx
      .update(enrolment)
      .set({ withdrawnAt: now })
      .where(and(eq(enrolment.cohortId, cohortId), eq(enrolment.accountId, place.accountId)))
    const subject = { kind: 'account', id: place.accountId } as const
    await recordAudit(
      { acts: [{ action: 'trainee-withdrawn', actorId: viewer.accountId, subject, facts: { cohortId } }], now },
      tx,
    )
    return { status: 'withdrawn', displayName: place.displayName }
  })
}
