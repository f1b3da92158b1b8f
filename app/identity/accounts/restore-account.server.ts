import { and, eq, isNotNull } from 'drizzle-orm'
import { Forbidden } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { canAdministerAccount, canAdministerPeople, type Viewer } from '../viewer.ts'
import { requireRuledPerson } from './ruled-person-queries.server.ts'

/**
 * Lets a suspended account sign in again, with the roles it held. Throws Forbidden for who administers nobody, NotFound
 * for who is out of reach, and for an account that was erased or merged into another: those stay closed for good.
 */
export async function restoreAccount({
  viewer,
  accountId,
  now,
}: {
  viewer: Viewer
  accountId: string
  now: number
}): Promise<void> {
  if (!canAdministerPeople(viewer)) throw new Forbidden()
  await write(async (tx) => {
    await requireRuledPerson({ viewer, accountId, now, rule: canAdministerAccount }, tx)
    const restored = await tx
      .update(account)
      .set({ suspendedAt: null })
      .where(and(eq(account.id, accountId), isNotNull(account.suspendedAt)))
      .returning({ id: account.id })
    const subject = { kind: 'account', id: accountId } as const
    await recordAudit(
      {
        acts: restored.map(() => ({
          action: 'account-restored' as const,
          actorId: viewer.accountId,
          subject,
          facts: {},
        })),
        now,
      },
      tx,
    )
  })
}
