import { and, eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { enrolment } from '#db/schema/programmes.ts'

/**
 * Gives one person a place in a cohort. A place they hold is left as it is, with its date;
 * one they were withdrawn from is taken up again from `now`.
 * `enrolledBy` is null when they joined with the code.
 */
export async function enrolAccount(
  place: { cohortId: string; accountId: string; enrolledBy: string | null; now: number },
  tx: Transaction,
): Promise<'enrolled' | 'already'> {
  const { cohortId, accountId, enrolledBy, now } = place
  const own = and(eq(enrolment.cohortId, cohortId), eq(enrolment.accountId, accountId))
  const [held] = await tx.select({ withdrawnAt: enrolment.withdrawnAt }).from(enrolment).where(own)
  if (held?.withdrawnAt === null) return 'already'
  if (held) await tx.update(enrolment).set({ enrolledAt: now, enrolledBy, withdrawnAt: null }).where(own)
  else await tx.insert(enrolment).values({ cohortId, accountId, enrolledAt: now, enrolledBy })
  return 'enrolled'
}
