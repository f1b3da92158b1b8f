import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import { unseal } from '#app/secrets/seal.server.ts'
import type { Transaction } from '#db/client.server.ts'
import { recoveryCode, totpCredential } from '#db/schema/credentials.ts'
import type { WayIn } from '../audit/audit.ts'
import { recordRefusal } from '../sign-in/record-refusal.server.ts'
import { findRetryTime, forgetFailures, recordFailure, secondFactorKeys } from '../sign-in/sign-in-limit.server.ts'
import { hashOfRecoveryCode } from './make-recovery-codes.server.ts'
import { findTotpStep } from './totp.server.ts'
import type { TypedCode } from './typed-code.ts'

/**
 * Checks a code that was typed, as part of the change that depends on it, and uses it up. Wrong ones are counted and
 * recorded; too many have to wait, whatever is typed. `way` is how the person came this far. Times in milliseconds UTC.
 */
export async function checkSecondFactor(
  { accountId, typed, way, now }: { accountId: string; typed: TypedCode; way: WayIn; now: number },
  tx: Transaction,
): Promise<
  | { status: 'shown'; secondFactor: 'totp' | 'recovery-code' }
  | { status: 'refused' }
  | { status: 'too-many'; retryAt: number }
> {
  const keys = secondFactorKeys({ accountId })
  const retryAt = await findRetryTime({ keys, now }, tx)
  if (retryAt !== null) return { status: 'too-many', retryAt }
  const { kind, code } = typed
  const isRight =
    kind === 'totp'
      ? await useTotpCode({ accountId, code, now }, tx)
      : await useRecoveryCode({ accountId, code, now }, tx)
  if (isRight) {
    await forgetFailures({ keys }, tx)
    return { status: 'shown', secondFactor: kind }
  }
  const { slowed } = await recordFailure({ keys, now }, tx)
  await recordRefusal({ way, reason: 'second-factor', accountId, slowed, now }, tx)
  return { status: 'refused' }
}

type Use = { accountId: string; code: string; now: number }

/** A code is taken once: only one of a later time step than the last is (RFC 6238, 5.2). */
async function useTotpCode({ accountId, code, now }: Use, tx: Transaction): Promise<boolean> {
  const [own] = await tx
    .select({ sealedSecret: totpCredential.sealedSecret })
    .from(totpCredential)
    .where(and(eq(totpCredential.accountId, accountId), isNotNull(totpCredential.confirmedAt)))
  const secret = own ? unseal(own.sealedSecret, 'totp') : null
  const step = secret === null ? null : findTotpStep({ secret, code, now })
  if (step === null) return false
  const used = await tx
    .update(totpCredential)
    .set({ lastStep: step })
    .where(and(eq(totpCredential.accountId, accountId), lt(totpCredential.lastStep, step)))
    .returning({ accountId: totpCredential.accountId })
  return used.length > 0
}

async function useRecoveryCode({ accountId, code, now }: Use, tx: Transaction): Promise<boolean> {
  const used = await tx
    .update(recoveryCode)
    .set({ usedAt: now })
    .where(
      and(
        eq(recoveryCode.codeHash, hashOfRecoveryCode(code)),
        eq(recoveryCode.accountId, accountId),
        isNull(recoveryCode.usedAt),
      ),
    )
    .returning({ accountId: recoveryCode.accountId })
  return used.length > 0
}
