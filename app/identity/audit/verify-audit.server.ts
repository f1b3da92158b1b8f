import { and, asc, eq, gt, isNotNull } from 'drizzle-orm'
import { type Reader, reader } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { chainHash, chainStart, hashOfContent } from './audit-chain.server.ts'
import { type AuditHead, blottedBefore, isNotedHead, type NotedHead } from './audit-proof.ts'

/** Entries held in memory at a time. */
const AT_ONCE = 2000

/** What is wrong with the log, at the first entry where anything is. */
export type AuditFault = {
  sequence: number
  kind:
    | 'missing' // no entry has this number, and later ones are there
    | 'changed' // the entry, or one taken away before it, is not what its hash was made of
    | 'content' // the same of its content alone
    | 'blotted' // the content is gone, and no recorded blotting reaches as far
    | 'cut' // the log ends before the head that was noted
    | 'other-head' // the entry that was noted is another now
}

export type AuditVerification = {
  /** Entries that hold: all, when there is no fault. */
  entries: number
  /** Those of them whose content was blotted out when its time had come. */
  blotted: number
  /** The last entry that holds; null for none. */
  head: AuditHead | null
  fault: AuditFault | null
}

/**
 * Goes through the audit log from its first entry and tells whether every one is what was recorded, in its place. With
 * `noted`, a head noted earlier (on paper, in an export), also whether nothing up to there was taken away or replaced:
 * a log that was cut off at its end holds by itself. Reads in pieces: memory does not grow with the log.
 */
export async function verifyAudit(
  { noted = null }: { noted?: NotedHead | null },
  db: Pick<Reader, 'select'> = reader,
): Promise<AuditVerification> {
  const lawful = await findLawfulBlots(db)
  const found: AuditVerification = { entries: 0, blotted: 0, head: null, fault: null }
  let metNoted = noted === null
  // Not from the first on: an entry put before it must not be overlooked.
  let after = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows = await db
      .select()
      .from(auditEntry)
      .where(gt(auditEntry.sequence, after))
      .orderBy(asc(auditEntry.sequence))
      .limit(AT_ONCE)
    for (const row of rows) {
      const kind = faultOf(row, found, lawful)
      if (kind !== null) return { ...found, fault: { kind, sequence: found.entries + 1 } }
      const { sequence, hash } = row
      if (noted?.sequence === sequence && !isNotedHead(noted, row)) {
        return { ...found, fault: { kind: 'other-head', sequence } }
      }
      metNoted ||= noted !== null && isNotedHead(noted, row)
      after = found.entries = sequence
      found.head = { sequence, hash }
      if (row.content === null) found.blotted += 1
    }
    if (rows.length < AT_ONCE) break
  }
  return metNoted ? found : { ...found, fault: { kind: 'cut', sequence: found.entries + 1 } }
}

type Row = typeof auditEntry.$inferSelect

function faultOf(row: Row, before: AuditVerification, lawful: LawfulBlots): AuditFault['kind'] | null {
  if (row.sequence !== before.entries + 1) return 'missing'
  if (chainHash(before.head?.hash ?? chainStart, row) !== row.hash) return 'changed'
  const { content, salt } = row
  if (content === null && salt === null) return isLawful(row, lawful) ? null : 'blotted'
  return content !== null && salt !== null && hashOfContent(salt, content) === row.contentHash ? null : 'content'
}

/** Which entries may be without content, as other entries of the chain say. */
type LawfulBlots = {
  /** Those made before this time, by the recorded blottings of what is old. */
  before: number
  /** Those of erased people, up to the entry of their erasure. */
  erasures: ReadonlyMap<string, number>
}

function isLawful({ sequence, at, actorId, subjectId }: Row, { before, erasures }: LawfulBlots): boolean {
  const isOf = (id: string | null) => id !== null && sequence <= (erasures.get(id) ?? 0)
  return at < before || isOf(subjectId) || isOf(actorId)
}

async function findLawfulBlots(db: Pick<Reader, 'select'>): Promise<LawfulBlots> {
  const { action, content, sequence, subjectId } = auditEntry
  const blottings = await db
    .select({ content })
    .from(auditEntry)
    .where(and(eq(action, 'audit-blotted'), isNotNull(content)))
  const erasures = await db.select({ subjectId, sequence }).from(auditEntry).where(eq(action, 'account-erased'))
  return {
    before: Math.max(0, ...blottings.map((row) => blottedBefore(row.content ?? ''))),
    erasures: new Map(erasures.map((row) => [row.subjectId, row.sequence])),
  }
}
