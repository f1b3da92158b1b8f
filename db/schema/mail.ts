import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Mail to be sent, kept until it is. */
export const mailMessage = sqliteTable(
  'mail_message',
  {
    id: text('id').primaryKey(),
    /** Address, subject and text, sealed: links in it let people in. Empty once sent or given up. */
    sealed: text('sealed').notNull(),
    createdAt: integer('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Null once sent or given up. */
    nextAttemptAt: integer('next_attempt_at'),
    sentAt: integer('sent_at'),
    givenUpAt: integer('given_up_at'),
    /** Of the last attempt, in the server's words, without addresses. */
    lastError: text('last_error'),
  },
  (table) => [index('mail_message_next').on(table.nextAttemptAt)],
)
