import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** An employer of trainees: a police service, a prosecutor's office, an academy. */
export const agency = sqliteTable(
  'agency',
  {
    id: text('id').primaryKey(),
    /** ISO 3166-1 alpha-2, upper case. */
    countryCode: text('country_code').notNull(),
    name: text('name').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('agency_country_name').on(table.countryCode, table.name)],
)

/** A person who can sign in. Every account may learn; other powers come from role grants. */
export const account = sqliteTable(
  'account',
  {
    id: text('id').primaryKey(),
    /** As typed; compared through `usernameKey`. */
    username: text('username').notNull(),
    /** Normalised (NFKC, lower case) user name: what must be unique. */
    usernameKey: text('username_key').notNull(),
    email: text('email'),
    emailKey: text('email_key'),
    displayName: text('display_name').notNull(),
    /** argon2id in PHC string format. */
    passwordHash: text('password_hash').notNull(),
    agencyId: text('agency_id').references(() => agency.id),
    /** BCP 47; null follows the browser. */
    locale: text('locale'),
    createdAt: integer('created_at').notNull(),
    suspendedAt: integer('suspended_at'),
  },
  (table) => [
    uniqueIndex('account_username_key').on(table.usernameKey),
    uniqueIndex('account_email_key').on(table.emailKey),
    index('account_agency').on(table.agencyId),
  ],
)

/** A signed-in browser. Only the hash of the session's secret is stored. */
export const session = sqliteTable(
  'session',
  {
    idHash: text('id_hash').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('session_account').on(table.accountId), index('session_expires').on(table.expiresAt)],
)

/** A role held over something, never in general. The history is kept: a grant ends, it is not deleted. */
export const roleGrant = sqliteTable(
  'role_grant',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ['instructor', 'manager', 'administrator'] }).notNull(),
    scopeKind: text('scope_kind', { enum: ['platform', 'programme', 'course'] }).notNull(),
    /** Empty for the platform. */
    scopeId: text('scope_id').notNull().default(''),
    grantedBy: text('granted_by').references(() => account.id, { onDelete: 'set null' }),
    grantedAt: integer('granted_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (table) => [index('role_grant_account').on(table.accountId, table.endedAt)],
)

/** Failed sign-ins and registrations in a window, by account name, by address or both; keys are keyed hashes, never the name itself. */
export const signInFailure = sqliteTable(
  'sign_in_failure',
  {
    key: text('key').primaryKey(),
    count: integer('count').notNull(),
    windowStartedAt: integer('window_started_at').notNull(),
    /** No attempt is looked at before this time; 0 while the limit is not reached. */
    retryAt: integer('retry_at').notNull().default(0),
  },
  (table) => [index('sign_in_failure_window').on(table.windowStartedAt)],
)

/** The one-time link that creates the first administrator. Only its hash is stored. */
export const setupToken = sqliteTable('setup_token', {
  tokenHash: text('token_hash').primaryKey(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  usedAt: integer('used_at'),
})
