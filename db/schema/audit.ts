import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Who did what to whom, from where. Appended, never changed: triggers refuse it. Each entry's hash takes in the one
 * before it. What tells of a person beyond ids can be blotted out when its time has come, and the chain still holds,
 * because it runs over the hash of that part.
 */
export const auditEntry = sqliteTable(
  'audit_entry',
  {
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    at: integer('at').notNull(),
    /** The account that did it; null for the system, or for somebody who was not signed in. No reference: it outlives accounts. */
    actorId: text('actor_id'),
    action: text('action').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    /** JSON: network address, and facts of the action. Null once blotted out. */
    content: text('content'),
    /** Random, so that a blotted content cannot be guessed from its hash. Null once blotted out. */
    salt: text('salt'),
    contentHash: text('content_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    index('audit_entry_at').on(table.at),
    index('audit_entry_actor').on(table.actorId, table.sequence),
    index('audit_entry_subject').on(table.subjectId, table.sequence),
    index('audit_entry_action').on(table.action, table.sequence),
  ],
)
