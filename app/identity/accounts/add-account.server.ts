import { eq, or } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { account, agency } from '#db/schema/identity.ts'
import { nameKey } from './account.ts'

export type NewAccount = {
  username: string
  displayName: string
  email: string | null
  agencyId: string | null
  passwordHash: string
}

export type AddedAccount =
  | { status: 'created'; accountId: string }
  | { status: 'username-taken' }
  | { status: 'email-taken' }
  | { status: 'agency-unknown' }

/** Adds an account as part of a larger change, if its names are free and its agency exists. */
export async function addAccount(
  { username, displayName, email, agencyId, passwordHash, now }: NewAccount & { now: number },
  tx: Transaction,
): Promise<AddedAccount> {
  const usernameKey = nameKey(username)
  const emailKey = email === null ? null : nameKey(email)
  const same = await tx
    .select({ usernameKey: account.usernameKey })
    .from(account)
    .where(or(eq(account.usernameKey, usernameKey), emailKey === null ? undefined : eq(account.emailKey, emailKey)))
  if (same.some((other) => other.usernameKey === usernameKey)) return { status: 'username-taken' }
  if (same.length > 0) return { status: 'email-taken' }
  if (agencyId !== null) {
    const [found] = await tx.select({ id: agency.id }).from(agency).where(eq(agency.id, agencyId))
    if (!found) return { status: 'agency-unknown' }
  }
  const accountId = newId()
  await tx.insert(account).values({
    id: accountId,
    username,
    usernameKey,
    email,
    emailKey,
    displayName,
    passwordHash,
    agencyId,
    createdAt: now,
  })
  return { status: 'created', accountId }
}
