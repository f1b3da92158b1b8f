import { createHash, timingSafeEqual } from 'node:crypto'
import { accessCodeKeys, findRetryTime, recordFailure } from '#app/identity/sign-in/sign-in-limit.server.ts'
import type { Transaction } from '#db/client.server.ts'
import { recordQuizEvent } from '../examiners/record-quiz-event.server.ts'
import { type ConditionRefusal, type Conditions, foldCode } from './conditions.ts'
import { isAllowedAddress } from './network-list.server.ts'

type Asked = {
  /** Milliseconds UTC. */
  at: number
  courseId: string
  quizId: string
  accountId: string
  /** The attempt that is to move; null where one is to begin. */
  attemptId: string | null
  conditions: Conditions
  address: string
  code: string
}

/**
 * Why somebody may not begin or move an attempt at a quiz from `address` with the `code` they typed; null when they may.
 * A refusal is told to examiners, and a wrong code is counted, in the change `tx`.
 */
export async function checkConditions(
  { conditions: { accessCode, networks }, address, code, ...place }: Asked,
  tx: Transaction,
): Promise<ConditionRefusal | null> {
  if (!isAllowedAddress(networks, address)) {
    await recordQuizEvent({ ...place, kind: 'refused-network', facts: {} }, tx)
    return { reason: 'network' }
  }
  if (accessCode === null) return null
  if (foldCode(code) === '') return { reason: 'code-missing' }
  const { at: now } = place
  const keys = accessCodeKeys(place)
  const retryAt = await findRetryTime({ keys, now }, tx)
  if (retryAt !== null) return { reason: 'too-many-codes', retryAt }
  if (isSameCode(code, accessCode)) return null
  await recordFailure({ keys, now }, tx)
  await recordQuizEvent({ ...place, kind: 'refused-code', facts: {} }, tx)
  return { reason: 'code-wrong' }
}

/** Compared as digests of one length, in a time that tells nothing. */
function isSameCode(typed: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(foldCode(text)).digest()
  return timingSafeEqual(digest(typed), digest(right))
}
