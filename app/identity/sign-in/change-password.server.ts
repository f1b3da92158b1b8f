import { and, eq } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey } from '#app/identity/accounts/account.ts'
import { findPasswordProblem } from './common-passwords.server.ts'
import { recordRefusal } from './record-refusal.server.ts'
import { hashPassword, verifyPassword } from './passwords.server.ts'
import { findRetryTime, forgetFailures, limitKeys, recordFailure } from './sign-in-limit.server.ts'
import { storePassword } from './store-password.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'

/**
 * Replaces one's own password and signs out every browser, this one included: begin a new session after it, so that a
 * stolen one dies. A wrong current password counts as a failed sign-in, so that a browser left open is no way to guess.
 */
export async function changePassword({
  viewer,
  currentPassword,
  newPassword,
  address,
  now,
}: {
  viewer: Viewer
  currentPassword: string
  newPassword: string
  address: string
  now: number
}): Promise<
  | { status: 'changed' }
  | { status: 'refused' }
  | { status: 'unfit'; problem: MessageKey }
  | { status: 'too-many'; retryAt: number }
> {
  const { accountId, username, displayName } = viewer
  const keys = limitKeys({ usernameKey: nameKey(username), address })
  const waiting = await findRetryTime({ keys, now }, reader)
  if (waiting !== null) return { status: 'too-many', retryAt: waiting }

  const [own] = await reader
    .select({ passwordHash: account.passwordHash, email: account.email })
    .from(account)
    .where(eq(account.id, accountId))
  if (!own) throw new NotFound()
  const problem = await findPasswordProblem({ password: newPassword, username, displayName, email: own.email })
  if (problem) return { status: 'unfit', problem }
  const matches = await verifyPassword(own.passwordHash, currentPassword)
  const passwordHash = matches ? await hashPassword(newPassword) : null

  return await write(async (tx) => {
    const retryAt = await findRetryTime({ keys, now }, tx)
    if (retryAt !== null) return { status: 'too-many', retryAt }
    const unchanged = await tx
      .select({ id: account.id })
      .from(account)
      .where(and(eq(account.id, accountId), eq(account.passwordHash, own.passwordHash)))
    if (!passwordHash || unchanged.length === 0) {
      const { slowed } = await recordFailure({ keys, now }, tx)
      await recordRefusal({ way: 'password', reason: 'password', accountId, slowed, now }, tx)
      return { status: 'refused' }
    }
    await forgetFailures({ keys }, tx)
    await storePassword({ accountId, passwordHash, by: 'holder', now }, tx)
    return { status: 'changed' }
  })
}
