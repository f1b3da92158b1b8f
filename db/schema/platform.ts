import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What an administrator decided for the whole platform; what is not here has its default. */
export const platformSetting = sqliteTable('platform_setting', {
  name: text('name').primaryKey(),
  /** JSON. */
  value: text('value').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** Work done at regular times: when each kind ran last, and what went wrong. */
export const jobRun = sqliteTable('job_run', {
  name: text('name').primaryKey(),
  startedAt: integer('started_at').notNull(),
  finishedAt: integer('finished_at'),
  /** One sentence; null when the last run went well. */
  fault: text('fault'),
})
