import { Forbidden } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { type AddedAccount, addAccount } from './add-account.server.ts'
import { generatePassword } from './generate-password.server.ts'
import { hashPassword } from '#app/identity/sign-in/passwords.server.ts'
import { isAdministrator, type Viewer } from '#app/identity/viewer.ts'

/**
 * An administrator opens an account for somebody. `password` is made here, is stored as a hash only, and so can be
 * shown this once. Throws Forbidden for anyone else.
 */
export async function createAccount({
  viewer,
  now,
  ...person
}: {
  viewer: Viewer
  username: string
  displayName: string
  email: string | null
  agencyId: string | null
  now: number
}): Promise<{ status: 'created'; accountId: string; password: string } | Exclude<AddedAccount, { status: 'created' }>> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  const password = generatePassword()
  const passwordHash = await hashPassword(password)
  const added = await write((tx) => addAccount({ ...person, passwordHash, now }, tx))
  return added.status === 'created' ? { ...added, password } : added
}
