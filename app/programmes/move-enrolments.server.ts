import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { enrolment } from '#db/schema/programmes.ts'

type Place = typeof enrolment.$inferSelect

/**
 * Gives a person's places in cohorts to their other account, in the change `tx`. Of two places in one cohort one stays,
 * since the earlier day of both; it is withdrawn only if both were. `joined` counts those.
 */
export async function moveEnrolments(
  { from, to }: { from: string; to: string },
  tx: Transaction,
): Promise<{ moved: number; joined: number }> {
  const all = await tx
    .select()
    .from(enrolment)
    .where(inArray(enrolment.accountId, [from, to]))
  const theirs = all.filter(({ accountId }) => accountId === from)
  const own = new Map(all.flatMap((row) => (row.accountId === to ? [[row.cohortId, row]] : [])))
  let joined = 0
  for (const other of theirs) {
    const kept = own.get(other.cohortId)
    if (!kept) continue
    joined += 1
    const inCohort = eq(enrolment.cohortId, other.cohortId)
    await tx.delete(enrolment).where(and(inCohort, eq(enrolment.accountId, from)))
    await tx
      .update(enrolment)
      .set(onePlace(kept, other))
      .where(and(inCohort, eq(enrolment.accountId, to)))
  }
  await tx.update(enrolment).set({ accountId: to }).where(eq(enrolment.accountId, from))
  return { moved: theirs.length, joined }
}

function onePlace(kept: Place, other: Place): Pick<Place, 'enrolledAt' | 'enrolledBy' | 'withdrawnAt'> {
  const { enrolledAt, enrolledBy } = other.enrolledAt < kept.enrolledAt ? other : kept
  const isHeld = kept.withdrawnAt === null || other.withdrawnAt === null
  return {
    enrolledAt,
    enrolledBy,
    withdrawnAt: isHeld ? null : Math.max(kept.withdrawnAt ?? 0, other.withdrawnAt ?? 0),
  }
}
