import { and, eq, gt } from 'drizzle-orm'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'

/** Looking again at people's results in a course within this time is the same look. */
const SAME_LOOK = 15 * 60 * 1000

type Look = { viewer: Viewer; courseId: string; questionId: string; rows: number; now: number }

/**
 * Records that the viewer saw, by name, how `rows` attempts would be marked anew: for a course not again within a quarter of
 * an hour.
 * `now` is milliseconds UTC.
 */
export async function recordResultsLook(look: Look): Promise<void> {
  const { viewer, courseId, questionId, rows, now } = look
  if (rows === 0 || (await wasSeen(look))) return
  await write(async (tx) => {
    const subject = { kind: 'course', id: courseId } as const
    const act = { action: 'results-viewed', actorId: viewer.accountId, subject, facts: { questionId, rows } } as const
    await recordAudit({ acts: [act], now }, tx)
  })
}

async function wasSeen({ viewer, courseId, now }: Look): Promise<boolean> {
  const [seen] = await reader
    .select({ sequence: auditEntry.sequence })
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.subjectId, courseId),
        eq(auditEntry.actorId, viewer.accountId),
        eq(auditEntry.action, 'results-viewed'),
        gt(auditEntry.at, now - SAME_LOOK),
      ),
    )
    .limit(1)
  return seen !== undefined
}
