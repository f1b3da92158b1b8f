import { and, eq } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey, passwordProblem } from '#app/identity/accounts/account.ts'
import { recordRefusal } from './record-refusal.server.ts'
import { hashPassword, verifyPassword } from './passwords.server.ts'
import { deleteSessionsOf } from './sessions.server.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { findRetryTime, forgetFailures, limitKeys, recordFailure } from './sign-in-limit.server.ts'
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
  const { accountId, username } = viewer
  const problem = passwordProblem({ password: newPassword, username })
  if (problem) return { status: 'unfit', problem }
  const keys = limitKeys({ usernameKey: nameKey(username), address })
  const waiting = await findRetryTime({ keys, now }, reader)
  if (waiting !== null) return { status: 'too-many', retryAt: waiting }

  const [own] = await reader
    .select({ passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.id, accountId))
  if (!own) throw new NotFound()
  const matches = await verifyPassword(own.passwordHash, currentPassword)
  const passwordHash = matches ? await hashPassword(newPassword) : null

  return await write(async (tx) => {
    const retryAt = await findRetryTime({ keys, now }, tx)
    if (retryAt !== null) return { status: 'too-many', retryAt }
    const changed = passwordHash
      ? await tx
          .update(account)
          .set({ passwordHash, passwordChangedAt: now })
          .where(and(eq(account.id, accountId), eq(account.passwordHash, own.passwordHash)))
          .returning({ id: account.id })
      : []
    if (changed.length === 0) {
      const { slowed } = await recordFailure({ keys, now }, tx)
      await recordRefusal({ way: 'password', reason: 'password', accountId, slowed, now }, tx)
      return { status: 'refused' }
    }
    await forgetFailures({ keys }, tx)
    await deleteSessionsOf({ accountId }, tx)
    const subject = { kind: 'account', id: accountId } as const
    await recordAudit(
      { acts: [{ action: 'password-changed', actorId: accountId, subject, facts: { by: 'holder' } }], now },
      tx,
    )
    return { status: 'changed' }
  })
}
