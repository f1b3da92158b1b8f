import { eq } from 'drizzle-orm'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { write } from '#db/client.server.ts'
import { cohort, programme } from '#db/schema/programmes.ts'
import { enrolAccount } from './enrol-account.server.ts'
import { normaliseJoinCode } from './join-code.ts'

export type JoinResult =
  { status: 'joined' | 'already'; cohortName: string; programmeName: string } | { status: 'unknown-code' }

/**
 * Gives a trainee a place in the cohort whose code they typed (`code` as typed). `now` in milliseconds UTC.
 * A cohort that is closed for joining has no code, so its old one is unknown.
 */
export async function joinCohort(asked: { accountId: string; code: string; now: number }): Promise<JoinResult> {
  const code = normaliseJoinCode(asked.code)
  if (!code) return { status: 'unknown-code' }
  return await write(async (tx) => {
    const [found] = await tx
      .select({ id: cohort.id, cohortName: cohort.name, programmeName: programme.name })
      .from(cohort)
      .innerJoin(programme, eq(programme.id, cohort.programmeId))
      .where(eq(cohort.joinCode, code))
    if (!found) return { status: 'unknown-code' }
    const { id, ...names } = found
    const { accountId, now } = asked
    const outcome = await enrolAccount({ cohortId: id, accountId, enrolledBy: null, now }, tx)
    if (outcome === 'enrolled') {
      const subject = { kind: 'account', id: accountId } as const
      const facts = { cohortId: id }
      await recordAudit({ acts: [{ action: 'cohort-joined', actorId: accountId, subject, facts }], now }, tx)
    }
    return { status: outcome === 'enrolled' ? 'joined' : 'already', ...names }
  })
}
