import { and, eq, gt } from 'drizzle-orm'
import { type Reader, reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import type { AuditAct } from './audit.ts'
import { recordAudit } from './record-audit.server.ts'

/** Leafing to and fro within this time, in milliseconds, is one look. */
const SAME_LOOK = 15 * 60_000

/** Records that somebody looked at something, unless they did so a moment ago. `now` in milliseconds UTC. */
export async function recordLook({ act, now }: { act: AuditAct; now: number }): Promise<void> {
  if (await wasSeen(act, now, reader)) return
  await write(async (tx) => {
    // Of two pages opened at once only one finds nothing here.
    if (!(await wasSeen(act, now, tx))) await recordAudit({ acts: [act], now }, tx)
  })
}

async function wasSeen({ action, actorId, subject }: AuditAct, now: number, db: Pick<Reader, 'select'>) {
  const [seen] = await db
    .select({ sequence: auditEntry.sequence })
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.subjectId, subject.id),
        eq(auditEntry.actorId, actorId ?? ''),
        eq(auditEntry.action, action),
        gt(auditEntry.at, now - SAME_LOOK),
      ),
    )
    .limit(1)
  return seen !== undefined
}
