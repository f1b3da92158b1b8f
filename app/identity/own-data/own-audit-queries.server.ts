import { and, asc, eq, gt, or } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import type { AuditContent } from '../audit/audit.ts'
import { eachOf, inPieces, isoTime, PIECE, whoWas } from './own-data.ts'

const columns = {
  sequence: auditEntry.sequence,
  at: auditEntry.at,
  action: auditEntry.action,
  actorId: auditEntry.actorId,
  subjectKind: auditEntry.subjectKind,
  subjectId: auditEntry.subjectId,
  content: auditEntry.content,
}

type Row = Pick<typeof auditEntry.$inferSelect, keyof typeof columns>

/**
 * What the audit log says of the person, and of what they did. Nobody else is told of: neither who they are nor from
 * where they acted, nor what was done to them.
 */
export function readOwnAudit(accountId: string): AsyncGenerator<object[]> {
  const isOwn = or(
    eq(auditEntry.actorId, accountId),
    and(eq(auditEntry.subjectKind, 'account'), eq(auditEntry.subjectId, accountId)),
  )
  const rows = inPieces<Row>((after) =>
    reader
      .select(columns)
      .from(auditEntry)
      .where(and(isOwn, after && gt(auditEntry.sequence, after.sequence)))
      .orderBy(asc(auditEntry.sequence))
      .limit(PIECE),
  )
  return eachOf(rows, ({ at, action, actorId, subjectKind, subjectId, content }) => {
    const { address, facts } = content === null ? { address: null, facts: null } : (JSON.parse(content) as AuditContent)
    const isOther = subjectKind === 'account' && subjectId !== accountId
    return {
      at: isoTime(at),
      action,
      by: whoWas(actorId, accountId),
      of: subjectKind === 'account' ? whoWas(subjectId, accountId) : subjectKind,
      ofId: subjectKind === 'account' ? null : subjectId,
      address: actorId === accountId ? address : null,
      facts: isOther ? null : facts,
    }
  })
}
