import { and, eq, or, sql } from 'drizzle-orm'
import { prepared, reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey } from '#app/identity/accounts/account.ts'
import { hashPassword, needsRehash, verifyPassword } from './passwords.server.ts'
import { findKnownDevice } from './known-device.server.ts'
import { recordRefusal } from './record-refusal.server.ts'
import { findRetryTime, forgetFailures, limitKeys, recordFailure } from './sign-in-limit.server.ts'

// A user name holds no @, so that one text is never the name of one person and the address of another.
const findByName = prepared((db) =>
  db
    .select({
      id: account.id,
      usernameKey: account.usernameKey,
      passwordHash: account.passwordHash,
      suspendedAt: account.suspendedAt,
    })
    .from(account)
    .where(or(eq(account.usernameKey, sql.placeholder('nameKey')), eq(account.emailKey, sql.placeholder('nameKey')))),
)

/**
 * Checks a user name or e-mail address with a password. Does the same work and gives the same answer whether there is
 * no such account, it is suspended, or the password is wrong. `address` is the client's, `cookieHeader` its browser's:
 * one that is known counts its slips apart. `retryAt` in milliseconds UTC.
 */
export async function signIn({
  name,
  password,
  address,
  cookieHeader = null,
  secure = false,
  now,
}: {
  name: string
  password: string
  address: string
  cookieHeader?: string | null
  secure?: boolean
  now: number
}): Promise<
  { status: 'signed-in'; accountId: string } | { status: 'refused' } | { status: 'too-many'; retryAt: number }
> {
  const typed = nameKey(name)
  const person = await findByName.get({ nameKey: typed })
  const device = person ? findKnownDevice({ accountId: person.id, cookieHeader, secure }) : null
  const keys = limitKeys({ usernameKey: person?.usernameKey ?? typed, address, device })
  const waiting = await findRetryTime({ keys, now }, reader)
  if (waiting !== null) return { status: 'too-many', retryAt: waiting }

  const matches = await verifyPassword(person?.passwordHash ?? null, password)
  const accepted = person && matches && person.suspendedAt === null ? person : null
  const newHash = accepted && needsRehash(accepted.passwordHash) ? await hashPassword(password) : null

  return await write(async (tx) => {
    // Asked again where it is counted: of many guesses sent at once, those past the limit learn nothing.
    const retryAt = await findRetryTime({ keys, now }, tx)
    if (retryAt !== null) return { status: 'too-many', retryAt }
    if (!accepted) {
      const { slowed } = await recordFailure({ keys, now }, tx)
      const reason = !person ? 'unknown' : matches ? 'suspended' : 'password'
      await recordRefusal({ way: 'password', reason, accountId: person?.id ?? null, slowed, now }, tx)
      return { status: 'refused' }
    }
    await forgetFailures({ keys }, tx)
    if (newHash) {
      await tx
        .update(account)
        .set({ passwordHash: newHash })
        .where(and(eq(account.id, accepted.id), eq(account.passwordHash, accepted.passwordHash)))
    }
    return { status: 'signed-in', accountId: accepted.id }
  })
}
