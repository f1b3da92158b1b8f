import { type AnyColumn, or, type SQL, sql } from 'drizzle-orm'
import { account, agency } from '#db/schema/identity.ts'
import { nameKey } from './account.ts'

/**
 * The condition that a user name, name or agency's name holds `text`, for queries over `account` and its `agency`.
 * User names are compared without capitals. Not every database's lower() knows letters beyond ASCII, so names are
 * looked through in lower case and as typed.
 */
export function personHolds(text: string): SQL | undefined {
  const key = nameKey(text)
  return or(
    holds(account.usernameKey, key),
    holds(sql`lower(${account.displayName})`, key),
    holds(account.displayName, text),
    holds(sql`lower(${agency.name})`, key),
    holds(agency.name, text),
  )
}

/** The condition that an e-mail address holds `text`: for administrators alone. */
export function emailHolds(text: string): SQL {
  return holds(account.emailKey, nameKey(text))
}

/** `text` is looked for as it stands: the signs that LIKE knows mean nothing in it. */
function holds(column: AnyColumn | SQL, text: string): SQL {
  return sql`${column} like ${`%${text.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`
}
