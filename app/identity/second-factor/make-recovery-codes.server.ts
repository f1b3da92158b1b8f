import { randomInt } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { BrokenRule } from '#app/errors.ts'
import { keyedHash } from '#app/secrets/seal.server.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { recoveryCode } from '#db/schema/credentials.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { tellOwner } from '../sign-in/tell-owner.server.ts'
import type { Viewer } from '../viewer.ts'
import { makeCardCode } from '../ways-in/card-code.ts'
import { RECOVERY_CODES } from './recovery-code.ts'
import { findSecondFactors } from './second-factor-queries.server.ts'
import { needsSecondFactor } from './second-factors.ts'

/** What is stored of a recovery code. */
export const hashOfRecoveryCode = (code: string) => keyedHash(code, 'recovery code')

/** New recovery codes in place of all earlier ones. They are told this once: only keyed hashes are stored. */
export async function replaceRecoveryCodes(
  { accountId, now }: { accountId: string; now: number },
  tx: Transaction,
): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => makeCardCode((below) => randomInt(below)))
  await tx.delete(recoveryCode).where(eq(recoveryCode.accountId, accountId))
  await tx
    .insert(recoveryCode)
    .values(codes.map((code) => ({ codeHash: hashOfRecoveryCode(code), accountId, createdAt: now })))
  const subject = { kind: 'account', id: accountId } as const
  await recordAudit(
    {
      acts: [{ action: 'second-factor-added', actorId: accountId, subject, facts: { kind: 'recovery-codes' } }],
      now,
    },
    tx,
  )
  return codes
}

/** The viewer asks for new recovery codes. Throws BrokenRule for who has no second factor they could stand in for. */
export async function makeRecoveryCodes({ viewer, now }: { viewer: Viewer; now: number }): Promise<string[]> {
  const { accountId } = viewer
  return await write(async (tx) => {
    const factors = await findSecondFactors({ accountId }, tx)
    if (!needsSecondFactor(factors)) throw new BrokenRule('recovery codes without a second factor')
    await tellOwner({ accountId, what: 'recovery-codes-made', now }, tx)
    return await replaceRecoveryCodes({ accountId, now }, tx)
  })
}
