import { eq } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { isLastAdministrator } from '../roles/administrators.server.ts'
import { findSettings } from '../settings/settings-queries.server.ts'
import type { Viewer } from '../viewer.ts'
import { dueAfter } from './erasure.ts'
import { tellOfErasure } from './tell-of-erasure.server.ts'

/**
 * Sets the day on which the viewer's data is erased: as many days from `now` as the setting says, in which they may
 * think again. `username` is what they typed to confirm, compared as at sign-in. Asking again changes the choice, not
 * the day. The last administrator stays: somebody must be able to administer. Tells the person by mail where they have
 * an address that is shown to be theirs.
 */
export async function askErasure({
  viewer,
  username,
  keepsName,
  now,
}: {
  viewer: Viewer
  username: string
  /** Whether the name stays with the courses completed, so that a certificate can still be checked. */
  keepsName: boolean
  now: number
}): Promise<{ status: 'asked'; dueAt: number } | { status: 'other-name' } | { status: 'last-administrator' }> {
  if (nameKey(username) !== nameKey(viewer.username)) return { status: 'other-name' }
  return await write(async (tx) => {
    const [person] = await tx
      .select({
        email: account.email,
        emailVerifiedAt: account.emailVerifiedAt,
        locale: account.locale,
        dueAt: account.erasureDueAt,
        reason: account.erasureReason,
      })
      .from(account)
      .where(eq(account.id, viewer.accountId))
    if (!person) throw new NotFound()
    if (await isLastAdministrator({ accountId: viewer.accountId, now }, tx)) return { status: 'last-administrator' }
    const asked = person.reason === 'asked' ? person.dueAt : null
    const dueAt = asked ?? dueAfter((await findSettings(tx)).erasureDelayDays, now)
    await tx
      .update(account)
      .set({ erasureDueAt: dueAt, erasureReason: 'asked', erasureKeepsName: keepsName })
      .where(eq(account.id, viewer.accountId))
    const act = {
      action: 'erasure-asked',
      actorId: viewer.accountId,
      subject: { kind: 'account', id: viewer.accountId },
      facts: { keepsName, dueAt },
    } as const
    await recordAudit({ acts: [act], now }, tx)
    if (asked === null) await tellOfErasure({ person, reason: 'asked', dueAt, now }, tx)
    return { status: 'asked', dueAt }
  })
}
