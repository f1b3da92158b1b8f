import { eq } from 'drizzle-orm'
import { BrokenRule } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { passkey, recoveryCode, signInStep, totpCredential } from '#db/schema/credentials.ts'
import { requireRuledPerson } from '../accounts/ruled-person-queries.server.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { deleteSessionsOf } from '../sign-in/end-sessions.server.ts'
import { tellOwner } from '../sign-in/tell-owner.server.ts'
import { canAdministerAccount, type Viewer } from '../viewer.ts'

/**
 * Takes every second factor from somebody who lost their telephone: the code generator, the recovery codes and all
 * passkeys. Their browsers are signed out, and what they had begun counts no more. Throws NotFound for who is out of
 * reach, BrokenRule for oneself: one's own factors are removed on one's own page, by showing them.
 */
export async function removeSecondFactors({
  viewer,
  accountId,
  now,
}: {
  viewer: Viewer
  accountId: string
  now: number
}): Promise<{ status: 'removed' } | { status: 'none' }> {
  if (accountId === viewer.accountId) throw new BrokenRule('own second factors without showing them')
  return await write(async (tx) => {
    await requireRuledPerson({ viewer, accountId, now, rule: canAdministerAccount }, tx)
    const totp = await tx.delete(totpCredential).where(eq(totpCredential.accountId, accountId)).returning()
    const passkeys = await tx.delete(passkey).where(eq(passkey.accountId, accountId)).returning()
    const codes = await tx.delete(recoveryCode).where(eq(recoveryCode.accountId, accountId)).returning()
    if (totp.length + passkeys.length + codes.length === 0) return { status: 'none' }
    await tx.delete(signInStep).where(eq(signInStep.accountId, accountId))
    await deleteSessionsOf({ accountId }, tx)
    await tellOwner({ accountId, what: 'factors-removed', now }, tx)
    await recordAudit(
      {
        acts: [
          {
            action: 'second-factor-removed',
            actorId: viewer.accountId,
            subject: { kind: 'account', id: accountId },
            facts: { kind: 'all' },
          },
        ],
        now,
      },
      tx,
    )
    return { status: 'removed' }
  })
}
