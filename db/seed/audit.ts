import { asc, eq } from 'drizzle-orm'
import type { AuditContent } from '#app/identity/audit/audit.ts'
import { reader } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'

/** What the audit log says was done to one thing, the earliest first, for tests to look at. */
export async function listActs(subjectId: string) {
  const entries = await reader
    .select({ action: auditEntry.action, actorId: auditEntry.actorId, content: auditEntry.content })
    .from(auditEntry)
    .where(eq(auditEntry.subjectId, subjectId))
    .orderBy(asc(auditEntry.sequence))
  return entries.map(({ content, ...entry }) => ({
    ...entry,
    facts: content === null ? null : (JSON.parse(content) as AuditContent).facts,
  }))
}
