import { type AnySQLiteColumn, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** An employer of trainees: a police service, a prosecutor's office, an academy. */
export const agency = sqliteTable(
  'agency',
  {
    id: text('id').primaryKey(),
    /** ISO 3166-1 alpha-2, upper case. */
    countryCode: text('country_code').notNull(),
    name: text('name').notNull(),
    /** The agency it is a part of, in the same country; null at the top. */
    parentId: text('parent_id').references((): AnySQLiteColumn => agency.id),
    /** Its own id and those above it, from the top, each between slashes: `/police/cid/`. What is below begins alike. */
    path: text('path').notNull().default(''),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('agency_country_name').on(table.countryCode, table.name), index('agency_path').on(table.path)],
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
    /** When its holder showed that the address is theirs; null while nobody did. */
    emailVerifiedAt: integer('email_verified_at'),
    displayName: text('display_name').notNull(),
    /** argon2id in PHC string format; `!` when there is no password. */
    passwordHash: text('password_hash').notNull(),
    passwordChangedAt: integer('password_changed_at'),
    agencyId: text('agency_id').references(() => agency.id),
    /** BCP 47; null follows the browser. */
    locale: text('locale'),
    createdAt: integer('created_at').notNull(),
    suspendedAt: integer('suspended_at'),
    /** The last day with a visit, to the hour; null before the first sign-in. */
    lastActiveAt: integer('last_active_at'),
    /** When the person's data will be erased, why, and whether the name stays for certificates to be checked by. */
    erasureDueAt: integer('erasure_due_at'),
    erasureReason: text('erasure_reason', { enum: ['asked', 'inactive'] }),
    erasureKeepsName: integer('erasure_keeps_name', { mode: 'boolean' }).notNull().default(false),
    /** Since when nothing here tells who it was. */
    erasedAt: integer('erased_at'),
    /** The account that took over what this one, of the same person, had done. */
    mergedIntoId: text('merged_into_id').references((): AnySQLiteColumn => account.id),
  },
  (table) => [
    uniqueIndex('account_username_key').on(table.usernameKey),
    uniqueIndex('account_email_key').on(table.emailKey),
    index('account_agency').on(table.agencyId),
    index('account_erasure').on(table.erasureDueAt),
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
    /** `shared`: a computer that others use too. It ends soon when idle, and the browser keeps no page. */
    kind: text('kind', { enum: ['own', 'shared'] })
      .notNull()
      .default('own'),
    /** Browser and system as the browser names them, such as "Firefox, Android"; empty when it names none. */
    device: text('device').notNull().default(''),
    /** No renewal goes beyond this. */
    endsAt: integer('ends_at').notNull().default(0),
    /** When a way in was last shown in this session: what sensitive changes ask for. */
    authenticatedAt: integer('authenticated_at').notNull().default(0),
    /** When a second factor was last shown in this session. */
    secondFactorAt: integer('second_factor_at'),
    /** The last visit, to some minutes. */
    lastSeenAt: integer('last_seen_at').notNull().default(0),
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
    role: text('role', { enum: ['instructor', 'manager', 'supervisor', 'administrator'] }).notNull(),
    scopeKind: text('scope_kind', {
      enum: ['platform', 'country', 'agency', 'programme', 'cohort', 'course'],
    }).notNull(),
    /** A country's code, or the id of an agency, programme, cohort or course; empty for the platform. */
    scopeId: text('scope_id').notNull().default(''),
    /** Where the grant comes from: a person's decision, or claims of an identity provider (`sso:<issuer>`). */
    source: text('source').notNull().default('person'),
    grantedBy: text('granted_by').references(() => account.id, { onDelete: 'set null' }),
    grantedAt: integer('granted_at').notNull(),
    /** In force from then; 0 for at once. */
    startsAt: integer('starts_at').notNull().default(0),
    /** Over by itself from then; null without a planned end. */
    expiresAt: integer('expires_at'),
    endedAt: integer('ended_at'),
    endedBy: text('ended_by').references(() => account.id, { onDelete: 'set null' }),
  },
  (table) => [index('role_grant_account').on(table.accountId, table.endedAt)],
)
