import { and, eq, isNull } from 'drizzle-orm'
import { Forbidden } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { lastingAdministratorExists } from '../roles/administrators.server.ts'
import { deleteSessionsOf } from '../sign-in/end-sessions.server.ts'
import { canAdministerAccount, canAdministerPeople, type Viewer } from '../viewer.ts'
import { requireRuledPerson } from './ruled-person-queries.server.ts'

/**
 * Bars an account from signing in and ends its sessions; nothing of its record is lost. The last administrator whose role
 * has no planned end cannot be suspended. Throws Forbidden for who administers nobody, NotFound for who is out of reach.
 */
export async function suspendAccount({
  viewer,
  accountId,
  now,
}: {
  viewer: Viewer
  accountId: string
  now: number
}): Promise<{ status: 'suspended' } | { status: 'last-administrator' }> {
  if (!canAdministerPeople(viewer)) throw new Forbidden()
  return await write(async (tx) => {
    await requireRuledPerson({ viewer, accountId, now, rule: canAdministerAccount }, tx)
    if (!(await lastingAdministratorExists({ exceptAccount: accountId, now }, tx))) {
      return { status: 'last-administrator' }
    }
    const suspended = await tx
      .update(account)
      .set({ suspendedAt: now })
      .where(and(eq(account.id, accountId), isNull(account.suspendedAt)))
      .returning({ id: account.id })
    await deleteSessionsOf({ accountId }, tx)
    const subject = { kind: 'account', id: accountId } as const
    await recordAudit(
      {
        acts: suspended.map(() => ({
          action: 'account-suspended' as const,
          actorId: viewer.accountId,
          subject,
          facts: {},
        })),
        now,
      },
      tx,
    )
    return { status: 'suspended' }
  })
}
