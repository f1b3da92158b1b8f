import { and, eq, isNotNull, or } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'

/**
 * Takes from the audit log what it says of a person beyond ids: addresses, devices, facts of entries about them and,
 * with `deeds`, of everything they did. That something was done, when, and by which id stays, and the chain still holds.
 * Call it in the change that records `account-erased` for them: only with that entry may their entries lack a content.
 */
export async function blotPerson(
  { accountId, deeds }: { accountId: string; deeds: boolean },
  tx: Transaction,
): Promise<void> {
  const about = and(eq(auditEntry.subjectKind, 'account'), eq(auditEntry.subjectId, accountId))
  await tx
    .update(auditEntry)
    .set({ content: null, salt: null })
    .where(and(isNotNull(auditEntry.content), deeds ? or(about, eq(auditEntry.actorId, accountId)) : about))
}
