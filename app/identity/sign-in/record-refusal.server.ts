import { desc, eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import type { AuditFacts } from '../audit/audit.ts'
import { recordAudit } from '../audit/record-audit.server.ts'

/** More refusals than this in an hour are not written down one by one: whoever tries from everywhere fills no disk. */
const MOST_AN_HOUR = 1000

const HOUR = 60 * 60 * 1000

/**
 * Writes down that somebody was not let in. `accountId` null when there is no such account: what was typed as a name is
 * never kept, it may be a password. `slowed` as `recordFailure` tells it: once attempts have to wait, nothing more is
 * written until the window is over, so that guessing fills the log no faster than it gets on.
 */
export async function recordRefusal(
  {
    way,
    reason,
    accountId,
    slowed,
    now,
  }: AuditFacts['sign-in-refused'] & { accountId: string | null; slowed: boolean; now: number },
  tx: Transaction,
): Promise<void> {
  if (slowed || (await areTooMany(now, tx))) return
  const subject = { kind: 'account', id: accountId ?? '' } as const
  await recordAudit({ acts: [{ action: 'sign-in-refused', actorId: null, subject, facts: { way, reason } }], now }, tx)
}

async function areTooMany(now: number, tx: Transaction): Promise<boolean> {
  const [earlier] = await tx
    .select({ at: auditEntry.at })
    .from(auditEntry)
    .where(eq(auditEntry.action, 'sign-in-refused'))
    .orderBy(desc(auditEntry.sequence))
    .limit(1)
    .offset(MOST_AN_HOUR - 1)
  return earlier !== undefined && Math.abs(now - earlier.at) < HOUR
}
