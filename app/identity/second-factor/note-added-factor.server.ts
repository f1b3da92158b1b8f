import type { Transaction } from '#db/client.server.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { confirmSession } from '../sign-in/sessions.server.ts'
import { tellOwner } from '../sign-in/tell-owner.server.ts'
import { replaceRecoveryCodes } from './make-recovery-codes.server.ts'
import { findSecondFactors } from './second-factor-queries.server.ts'

/** `setCookie` carries the secret that the session goes on with; `recoveryCodes` are told this once. */
export type AddedFactor = { setCookie: string; recoveryCodes: string[] | null }

/**
 * What follows, in the same change, when somebody has added a second factor and shown it in the session `handle`: roles
 * that waited for one may be used in it, and it goes on with the secret in `setCookie`. Gives recovery codes to who has
 * none; null to who has some.
 */
export async function noteAddedFactor(
  {
    accountId,
    kind,
    handle,
    secure,
    now,
  }: { accountId: string; kind: 'totp' | 'passkey'; handle: string; secure: boolean; now: number },
  tx: Transaction,
): Promise<AddedFactor> {
  const { recoveryCodes } = await findSecondFactors({ accountId }, tx)
  const { setCookie } = await confirmSession({ handle, secondFactor: true, secure, now }, tx)
  const subject = { kind: 'account', id: accountId } as const
  await recordAudit(
    { acts: [{ action: 'second-factor-added', actorId: accountId, subject, facts: { kind } }], now },
    tx,
  )
  await tellOwner({ accountId, what: `${kind}-added`, now }, tx)
  return { setCookie, recoveryCodes: recoveryCodes === 0 ? await replaceRecoveryCodes({ accountId, now }, tx) : null }
}
