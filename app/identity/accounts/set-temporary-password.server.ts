import { eq } from 'drizzle-orm'
import { BrokenRule, Forbidden, NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { generatePassword } from './generate-password.server.ts'
import { hashPassword } from '#app/identity/sign-in/passwords.server.ts'
import { deleteSessionsOf } from '#app/identity/sign-in/sessions.server.ts'
import { isAdministrator, type Viewer } from '#app/identity/viewer.ts'

/**
 * An administrator gives somebody who lost theirs a new password, shown this once; all their browsers are signed out.
 * Throws Forbidden for anyone else, NotFound without such an account, BrokenRule for one's own: that takes the old one.
 */
export async function setTemporaryPassword({
  viewer,
  accountId,
}: {
  viewer: Viewer
  accountId: string
}): Promise<{ password: string }> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  if (accountId === viewer.accountId) throw new BrokenRule('own password without the old one')
  const password = generatePassword()
  const passwordHash = await hashPassword(password)
  await write(async (tx) => {
    const changed = await tx
      .update(account)
      .set({ passwordHash })
      .where(eq(account.id, accountId))
      .returning({ id: account.id })
    if (changed.length === 0) throw new NotFound()
    await deleteSessionsOf({ accountId }, tx)
  })
  return { password }
}
