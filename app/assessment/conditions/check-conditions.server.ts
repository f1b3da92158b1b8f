import { createHash, timingSafeEqual } from 'node:crypto'
import { accessCodeKeys, findRetryTime, recordFailure } from '#app/identity/sign-in/sign-in-limit.server.ts'
import type { Transaction } from '#db/client.server.ts'
import { type ConditionRefusal, type Conditions, foldCode } from './conditions.ts'
import { isAllowedAddress } from './network-list.ts'

/**
 * Why somebody may not begin or move an attempt at a quiz from `address` with the `code` they typed; null when they may.
 * A wrong code is counted in the change `tx`, whatever else comes of it. `now` in milliseconds UTC.
 */
export async function checkConditions(
  {
    accountId,
    quizId,
    conditions: { accessCode, networks },
    address,
    code,
    now,
  }: { accountId: string; quizId: string; conditions: Conditions; address: string; code: string; now: number },
  tx: Transaction,
): Promise<ConditionRefusal | null> {
  if (!isAllowedAddress(networks, address)) return { reason: 'network' }
  if (accessCode === null) return null
  if (foldCode(code) === '') return { reason: 'code-missing' }
  const keys = accessCodeKeys({ accountId, quizId })
  const retryAt = await findRetryTime({ keys, now }, tx)
  if (retryAt !== null) return { reason: 'too-many-codes', retryAt }
  if (isSameCode(code, accessCode)) return null
  await recordFailure({ keys, now }, tx)
  return { reason: 'code-wrong' }
}

/** Compared as digests of one length, in a time that tells nothing. */
function isSameCode(typed: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(foldCode(text)).digest()
  return timingSafeEqual(digest(typed), digest(right))
}
