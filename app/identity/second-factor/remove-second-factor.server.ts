import { and, eq } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { passkey, recoveryCode, totpCredential } from '#db/schema/credentials.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { findOwnWaysIn } from '../sign-in/own-ways-in-queries.server.ts'
import { tellOwner } from '../sign-in/tell-owner.server.ts'
import type { Viewer } from '../viewer.ts'
import { rolesWithSecondFactor } from './required-second-factor.server.ts'
import { findSecondFactors } from './second-factor-queries.server.ts'
import { needsSecondFactor } from './second-factors.ts'

/** One of a person's second factors. */
export type OwnFactor = { kind: 'totp' } | { kind: 'passkey'; credentialId: string }

/**
 * Removes one of the viewer's own second factors; recovery codes go with the last. Who holds a role that may be used only
 * with one keeps the last: `required`; a passkey that is the only way in stays: `last-way`. Then nothing is removed.
 * Throws NotFound for what they do not have.
 */
export async function removeSecondFactor({
  viewer,
  factor,
  now,
}: {
  viewer: Viewer
  factor: OwnFactor
  now: number
}): Promise<{ status: 'removed' } | { status: 'required' } | { status: 'last-way' }> {
  const { accountId } = viewer
  const { kind } = factor
  return await write(async (tx) => {
    const { totp, passkeys } = await findSecondFactors({ accountId }, tx)
    const isLast = Number(totp) + passkeys === 1
    const waiting = isLast ? await rolesWithSecondFactor({ accountId, now }, tx) : []
    if (waiting.length > 0) return { status: 'required' }
    if (kind === 'passkey' && passkeys === 1) {
      const { password, identities } = await findOwnWaysIn({ accountId }, tx)
      if (!password && identities === 0) return { status: 'last-way' }
    }
    const removed = await remove(accountId, factor, tx)
    if (!removed) throw new NotFound()
    if (!needsSecondFactor(await findSecondFactors({ accountId }, tx))) {
      await tx.delete(recoveryCode).where(eq(recoveryCode.accountId, accountId))
    }
    const subject = { kind: 'account', id: accountId } as const
    await recordAudit(
      { acts: [{ action: 'second-factor-removed', actorId: accountId, subject, facts: { kind } }], now },
      tx,
    )
    await tellOwner({ accountId, what: `${kind}-removed`, now }, tx)
    return { status: 'removed' }
  })
}

async function remove(accountId: string, factor: OwnFactor, tx: Transaction): Promise<boolean> {
  const removed =
    factor.kind === 'totp'
      ? await tx
          .delete(totpCredential)
          .where(eq(totpCredential.accountId, accountId))
          .returning({ accountId: totpCredential.accountId })
      : await tx
          .delete(passkey)
          .where(and(eq(passkey.accountId, accountId), eq(passkey.credentialId, factor.credentialId)))
          .returning({ accountId: passkey.accountId })
  return removed.length > 0
}
