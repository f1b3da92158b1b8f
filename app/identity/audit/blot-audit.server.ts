import { setImmediate as letOthersGoOn } from 'node:timers/promises'
import { and, count, gte, isNotNull, lt } from 'drizzle-orm'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { recordAudit } from './record-audit.server.ts'

/** Entries of one change: other people's changes wait meanwhile. */
const AT_ONCE = 1000

/**
 * Takes content and salt from the entries of the audit log made before `before`; what remains of them are ids, the
 * action and the time, and the chain still holds. That it was done is itself recorded, in the change that begins it:
 * only what a record like that reaches may lack its content, so that nobody blots out what happened lately.
 * Times in milliseconds UTC. Begun again after an interruption, it goes on with the rest.
 */
export async function blotAudit({ before, now }: { before: number; now: number }): Promise<{ blotted: number }> {
  let blotted = 0
  for (let first = 1; ; first += AT_ONCE) {
    const old = and(
      gte(auditEntry.sequence, first),
      lt(auditEntry.sequence, first + AT_ONCE),
      lt(auditEntry.at, before),
    )
    const [found] = await reader
      .select({ entries: count(), whole: count(auditEntry.content) })
      .from(auditEntry)
      .where(old)
    // The log is in the order of time, but for clocks that were set: what comes much later is not old.
    if (!found?.entries) return { blotted }
    if (found.whole > 0) {
      const isFirst = blotted === 0
      blotted += await write(async (tx) => {
        if (isFirst) {
          const subject = { kind: 'platform', id: '' } as const
          await recordAudit({ acts: [{ action: 'audit-blotted', actorId: null, subject, facts: { before } }], now }, tx)
        }
        const changed = await tx
          .update(auditEntry)
          .set({ content: null, salt: null })
          .where(and(old, isNotNull(auditEntry.content)))
          .returning({ sequence: auditEntry.sequence })
        return changed.length
      })
    }
    await letOthersGoOn()
  }
}
