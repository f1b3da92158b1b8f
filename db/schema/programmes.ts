import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { course } from './content.ts'
import { account } from './identity.ts'

/** A training effort that a manager answers for: some courses, some cohorts. */
export const programme = sqliteTable('programme', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  description: text('description').notNull().default(''),
  createdAt: integer('created_at').notNull(),
  createdBy: text('created_by').references(() => account.id, { onDelete: 'set null' }),
})

/**
 * The countries whose people a programme's managers may enrol by user name. Without any, trainees come by the code, or are
 * enrolled by managers of the whole platform.
 */
export const programmeCountry = sqliteTable(
  'programme_country',
  {
    programmeId: text('programme_id')
      .notNull()
      .references(() => programme.id, { onDelete: 'cascade' }),
    /** ISO 3166-1 alpha-2, upper case. */
    countryCode: text('country_code').notNull(),
  },
  (table) => [primaryKey({ columns: [table.programmeId, table.countryCode] })],
)

export const programmeCourse = sqliteTable(
  'programme_course',
  {
    programmeId: text('programme_id')
      .notNull()
      .references(() => programme.id, { onDelete: 'cascade' }),
    courseId: text('course_id')
      .notNull()
      .references(() => course.id),
    position: integer('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.programmeId, table.courseId] })],
)

/** A group of trainees who take a programme together. */
export const cohort = sqliteTable(
  'cohort',
  {
    id: text('id').primaryKey(),
    programmeId: text('programme_id')
      .notNull()
      .references(() => programme.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** What a trainee types to join; null when joining is closed. */
    joinCode: text('join_code'),
    startsOn: integer('starts_on'),
    dueOn: integer('due_on'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('cohort_programme').on(table.programmeId), uniqueIndex('cohort_join_code').on(table.joinCode)],
)

/** A trainee's place in a cohort. Withdrawn, never deleted. */
export const enrolment = sqliteTable(
  'enrolment',
  {
    cohortId: text('cohort_id')
      .notNull()
      .references(() => cohort.id, { onDelete: 'cascade' }),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    enrolledAt: integer('enrolled_at').notNull(),
    /** Null when the trainee joined with the code. */
    enrolledBy: text('enrolled_by').references(() => account.id, { onDelete: 'set null' }),
    withdrawnAt: integer('withdrawn_at'),
  },
  (table) => [
    primaryKey({ columns: [table.cohortId, table.accountId] }),
    index('enrolment_account').on(table.accountId, table.withdrawnAt),
  ],
)
