import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Transaction } from '#db/client.server.ts'
import { enrolAccount } from './enrol-account.server.ts'

/** Gives a place to somebody who has the cohort's code, as part of a larger change, and says so in the audit log. */
export async function takePlace(
  { cohortId, accountId, now }: { cohortId: string; accountId: string; now: number },
  tx: Transaction,
): Promise<'enrolled' | 'already'> {
  const outcome = await enrolAccount({ cohortId, accountId, enrolledBy: null, now }, tx)
  if (outcome === 'enrolled') {
    const subject = { kind: 'account', id: accountId } as const
    await recordAudit(
      { acts: [{ action: 'cohort-joined', actorId: accountId, subject, facts: { cohortId } }], now },
      tx,
    )
  }
  return outcome
}
