import { reader, write } from '#db/client.server.ts'
import { type AddedAccount, addAccount } from './add-account.server.ts'
import { hashPassword } from '#app/identity/sign-in/passwords.server.ts'
import { findRetryTime, recordFailure, registrationKeys } from '#app/identity/sign-in/sign-in-limit.server.ts'

/**
 * Opens an account for the person who asks. No e-mail address is taken: it cannot be verified yet, and to say that one
 * is already in use would tell a stranger who has an account. A taken user name is told, so that all who ask are counted
 * by network address, and made to wait when they are very many. `retryAt` in milliseconds UTC.
 */
export async function registerAccount({
  username,
  displayName,
  agencyId,
  password,
  address,
  now,
}: {
  username: string
  displayName: string
  agencyId: string | null
  password: string
  address: string
  now: number
}): Promise<Exclude<AddedAccount, { status: 'email-taken' }> | { status: 'too-many'; retryAt: number }> {
  const keys = registrationKeys({ address })
  const waiting = await findRetryTime({ keys, now }, reader)
  if (waiting !== null) return { status: 'too-many', retryAt: waiting }

  const passwordHash = await hashPassword(password)
  return await write(async (tx) => {
    // Asked again where it is counted: of many sent at once, those past the limit open nothing.
    const retryAt = await findRetryTime({ keys, now }, tx)
    if (retryAt !== null) return { status: 'too-many', retryAt }
    await recordFailure({ keys, now }, tx)
    const added = await addAccount({ username, displayName, email: null, agencyId, passwordHash, now }, tx)
    if (added.status === 'email-taken') throw new Error('an account without an address met one with the same')
    return added
  })
}
