import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { account } from './identity.ts'

/** A one-time password generator on a telephone (RFC 6238): an account has one at most. */
export const totpCredential = sqliteTable('totp_credential', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => account.id, { onDelete: 'cascade' }),
  /** The shared secret, sealed with the installation's. */
  sealedSecret: text('sealed_secret').notNull(),
  createdAt: integer('created_at').notNull(),
  /** When a first code was shown; before that it counts for nothing. */
  confirmedAt: integer('confirmed_at'),
  /** The time step of the last code taken: no code works twice. */
  lastStep: integer('last_step').notNull().default(0),
})

/** Codes for the day the telephone is lost. Each works once. */
export const recoveryCode = sqliteTable(
  'recovery_code',
  {
    /** Keyed hash. */
    codeHash: text('code_hash').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    createdAt: integer('created_at').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [index('recovery_code_account').on(table.accountId)],
)

/** A passkey (WebAuthn Level 3): the public half of a key that a device or password manager holds. */
export const passkey = sqliteTable(
  'passkey',
  {
    /** The authenticator's credential id, base64url. */
    credentialId: text('credential_id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    /** COSE key, base64url. */
    publicKey: text('public_key').notNull(),
    /** The authenticator's own counter; 0 from those that keep none. */
    counter: integer('counter').notNull(),
    /** JSON string[]: how a browser can reach it. */
    transports: text('transports').notNull(),
    /** What its owner calls it. */
    name: text('name').notNull(),
    backedUp: integer('backed_up', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at'),
  },
  (table) => [index('passkey_account').on(table.accountId)],
)

/** A person as an identity provider knows them (OpenID Connect Core 1.0, section 2: issuer and subject). */
export const externalIdentity = sqliteTable(
  'external_identity',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.subject] }),
    index('external_identity_account').on(table.accountId),
  ],
)

/** Something sent or handed to a person that lets them in, or proves an address, once. Only its keyed hash is stored. */
export const accessToken = sqliteTable(
  'access_token',
  {
    tokenHash: text('token_hash').primaryKey(),
    kind: text('kind', { enum: ['invitation', 'reset', 'verify-email'] }).notNull(),
    /** By mail as a link, or printed on a card with a code to type. */
    delivery: text('delivery', { enum: ['mail', 'card'] }).notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    /** Where it was sent, which using it proves to be the person's. */
    email: text('email'),
    issuedBy: text('issued_by').references(() => account.id, { onDelete: 'set null' }),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [
    index('access_token_account').on(table.accountId, table.kind),
    index('access_token_expires').on(table.expiresAt),
  ],
)

/** A way in that was begun in one browser and waits for its next step. Only the hash of the browser's secret is stored. */
export const signInStep = sqliteTable(
  'sign_in_step',
  {
    idHash: text('id_hash').primaryKey(),
    kind: text('kind', {
      enum: [
        'second-factor',
        'passkey-sign-in',
        'passkey-second-factor',
        'passkey-confirm',
        'passkey-registration',
        'single-sign-on',
      ],
    }).notNull(),
    /** Whose it is, where that is known already. */
    accountId: text('account_id').references(() => account.id, { onDelete: 'cascade' }),
    /** JSON: what the next step needs, by kind. */
    state: text('state').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('sign_in_step_expires').on(table.expiresAt)],
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
