import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { accessToken } from '#db/schema/credentials.ts'
import { account } from '#db/schema/identity.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { hasPassword } from './passwords.server.ts'
import { deleteSessionsOf } from './end-sessions.server.ts'
import { tellOwner } from './tell-owner.server.ts'

/**
 * Sets a password as part of a larger change: every browser is signed out, and no link or card that was given out before
 * sets another. Who had a password is told by mail that it is another now. Who may, and whether the password is fit, was asked before.
 */
export async function storePassword(
  {
    accountId,
    passwordHash,
    by,
    now,
  }: { accountId: string; passwordHash: string; by: 'holder' | 'card' | 'link'; now: number },
  tx: Transaction,
): Promise<void> {
  const [before] = await tx
    .select({ passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.id, accountId))
  await tx.update(account).set({ passwordHash, passwordChangedAt: now }).where(eq(account.id, accountId))
  await deleteSessionsOf({ accountId }, tx)
  await tx
    .delete(accessToken)
    .where(and(eq(accessToken.accountId, accountId), ne(accessToken.kind, 'verify-email'), isNull(accessToken.usedAt)))
  await recordAudit(
    {
      acts: [
        {
          action: 'password-changed',
          actorId: accountId,
          subject: { kind: 'account', id: accountId },
          facts: { by },
        },
      ],
      now,
    },
    tx,
  )
  if (before && hasPassword(before.passwordHash)) await tellOwner({ accountId, what: 'password-changed', now }, tx)
}
