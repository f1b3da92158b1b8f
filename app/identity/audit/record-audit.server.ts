import { randomBytes } from 'node:crypto'
import { desc } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { currentAddress } from './acting-from.server.ts'
import type { AuditAct, AuditContent } from './audit.ts'
import { chainHash, chainStart, hashOfContent } from './audit-chain.server.ts'

/**
 * Appends what was done to the audit log, as part of the change that does it: neither stands without the other.
 * `now` in milliseconds UTC. Changes stand in one queue, so that two entries never follow the same one.
 */
export async function recordAudit(
  { acts, now }: { acts: readonly AuditAct[]; now: number },
  tx: Transaction,
): Promise<void> {
  if (acts.length === 0) return
  const [last] = await tx
    .select({ sequence: auditEntry.sequence, hash: auditEntry.hash })
    .from(auditEntry)
    .orderBy(desc(auditEntry.sequence))
    .limit(1)
  let { sequence, hash } = last ?? { sequence: 0, hash: chainStart }
  const address = currentAddress()
  for (const { action, actorId, subject, facts } of acts) {
    sequence += 1
    const content = JSON.stringify({ address, facts } satisfies AuditContent)
    const salt = randomBytes(16).toString('base64url')
    const fields = {
      sequence,
      at: now,
      actorId,
      action,
      subjectKind: subject.kind,
      // As the database will give it back: it stores UTF-8, in which half a surrogate pair does not exist.
      subjectId: Buffer.from(subject.id).toString(),
      contentHash: hashOfContent(salt, content),
    }
    hash = chainHash(hash, fields)
    await tx.insert(auditEntry).values({ ...fields, content, salt, hash })
  }
}
