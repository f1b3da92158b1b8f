import { eq } from 'drizzle-orm'
import { reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import type { Viewer } from '../viewer.ts'
import { findKnownDevice } from './known-device.server.ts'
import { hasPassword, verifyPassword } from './passwords.server.ts'
import { confirmSession } from './sessions.server.ts'
import { findRetryTime, forgetFailures, limitKeys, recordFailure } from './sign-in-limit.server.ts'

/** Whether the viewer can show who they are with a password. */
export async function canConfirmWithPassword({ viewer }: { viewer: Viewer }): Promise<boolean> {
  const [own] = await reader
    .select({ passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.id, viewer.accountId))
  return own !== undefined && hasPassword(own.passwordHash)
}

/**
 * The viewer shows again, with the password, who they are: sensitive pages then open in this session for a while.
 * `handle` names the session. A wrong password counts as a failed sign-in. `retryAt` in milliseconds UTC.
 */
export async function confirmWithPassword({
  viewer,
  handle,
  password,
  address,
  cookieHeader,
  secure,
  now,
}: {
  viewer: Viewer
  handle: string
  password: string
  address: string
  cookieHeader: string | null
  secure: boolean
  now: number
}): Promise<{ status: 'confirmed' } | { status: 'refused' } | { status: 'too-many'; retryAt: number }> {
  const { accountId } = viewer
  const device = findKnownDevice({ accountId, cookieHeader, secure })
  const keys = limitKeys({ usernameKey: nameKey(viewer.username), address, device })
  const waiting = await findRetryTime({ keys, now }, reader)
  if (waiting !== null) return { status: 'too-many', retryAt: waiting }
  const [own] = await reader
    .select({ passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.id, accountId))
  const matches = await verifyPassword(own?.passwordHash ?? null, password)
  return await write(async (tx) => {
    const retryAt = await findRetryTime({ keys, now }, tx)
    if (retryAt !== null) return { status: 'too-many', retryAt }
    if (!matches) {
      await recordFailure({ keys, now }, tx)
      return { status: 'refused' }
    }
    await forgetFailures({ keys }, tx)
    await confirmSession({ handle, secondFactor: false, now }, tx)
    const subject = { kind: 'account', id: accountId } as const
    await recordAudit(
      { acts: [{ action: 'identity-confirmed', actorId: accountId, subject, facts: { way: 'password' } }], now },
      tx,
    )
    return { status: 'confirmed' }
  })
}
