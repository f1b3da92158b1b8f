import { write } from '#db/client.server.ts'
import { type AddedAccount, addAccount } from './add-account.server.ts'
import { hashPassword } from './passwords.server.ts'

/**
 * Opens an account for the person who asks. No e-mail address is taken: it cannot be verified yet, and to say that one
 * is already in use would tell a stranger who has an account.
 */
export async function registerAccount({
  username,
  displayName,
  agencyId,
  password,
  now,
}: {
  username: string
  displayName: string
  agencyId: string | null
  password: string
  now: number
}): Promise<Exclude<AddedAccount, { status: 'email-taken' }>> {
  const passwordHash = await hashPassword(password)
  const added = await write((tx) => addAccount({ username, displayName, email: null, agencyId, passwordHash, now }, tx))
  if (added.status === 'email-taken') throw new Error('an account without an address met one with the same')
  return added
}
