import { hashPassword, NO_PASSWORD } from '#app/identity/sign-in/passwords.server.ts'
import { nameKey } from '#app/identity/accounts/account.ts'
import type { Grant, Viewer } from '#app/identity/viewer.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'

type Agency = typeof agency.$inferSelect
type Account = typeof account.$inferSelect

let made = 0

/** An agency with a name of its own, at the top unless a `path` is given; `overrides` replace any column. */
export async function insertAgency(overrides: Partial<Agency>, tx: Transaction): Promise<Agency> {
  made += 1
  const id = overrides.id ?? newId()
  const row: Agency = {
    countryCode: 'KE',
    name: `Cybercrime Unit ${made}`,
    parentId: null,
    path: `/${id}/`,
    createdAt: Date.UTC(2026, 0, 1),
    ...overrides,
    id,
  }
  await tx.insert(agency).values(row)
  return row
}

type AccountOverrides = Partial<Account> & {
  /** Hashed here, inside the change: for a few accounts of a test only. Many accounts share a given `passwordHash`. */
  password?: string
  /** In force from the day the account was made, unless they say otherwise. */
  roles?: readonly (Grant & Partial<typeof roleGrant.$inferInsert>)[]
}

/** An account with a user name of its own that nobody can sign in to, unless a password or its hash is given. */
export async function insertAccount(
  { password, roles = [], ...overrides }: AccountOverrides,
  tx: Transaction,
): Promise<Account> {
  made += 1
  const username = overrides.username ?? `officer-${made}`
  const email = overrides.email ?? null
  const row: Account = {
    id: newId(),
    username,
    usernameKey: nameKey(username),
    email,
    emailKey: email === null ? null : nameKey(email),
    displayName: `Officer ${made}`,
    passwordHash: password === undefined ? NO_PASSWORD : await hashPassword(password),
    agencyId: null,
    locale: null,
    createdAt: Date.UTC(2026, 0, 1),
    suspendedAt: null,
    emailVerifiedAt: null,
    passwordChangedAt: null,
    lastActiveAt: null,
    erasureDueAt: null,
    erasureReason: null,
    erasureKeepsName: false,
    erasedAt: null,
    mergedIntoId: null,
    ...overrides,
  }
  await tx.insert(account).values(row)
  if (roles.length > 0) {
    await tx.insert(roleGrant).values(
      roles.map((grant) => ({
        id: newId(),
        accountId: row.id,
        grantedAt: row.createdAt,
        ...grant,
      })),
    )
  }
  return row
}

/** A new account with these roles, as the person on whose behalf something is asked. */
export async function insertViewer(grants: readonly Grant[], overrides: Partial<Account> = {}): Promise<Viewer> {
  const { id, username, displayName, locale } = await write((tx) => insertAccount({ ...overrides, roles: grants }, tx))
  return { accountId: id, username, displayName, locale, grants }
}
