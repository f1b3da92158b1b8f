import { enrolmentKeyKeys, findRetryTime, recordFailure } from '#app/identity/sign-in/sign-in-limit.server.ts'
import { write } from '#db/client.server.ts'
import { findCohortByCode } from './find-cohort-by-code.server.ts'
import { takePlace } from './take-place.server.ts'

export type JoinResult =
  | { status: 'joined' | 'already'; cohortName: string; programmeName: string }
  | { status: 'unknown-code' }
  | { status: 'too-many'; retryAt: number }

/**
 * Gives a trainee a place in the cohort whose code they typed (`code` as typed). Wrong codes are counted by network
 * address, `address`; times in milliseconds UTC.
 */
export async function joinCohort({
  accountId,
  code,
  address,
  now,
}: {
  accountId: string
  code: string
  address: string
  now: number
}): Promise<JoinResult> {
  const keys = enrolmentKeyKeys({ address })
  return await write(async (tx) => {
    const retryAt = await findRetryTime({ keys, now }, tx)
    if (retryAt !== null) return { status: 'too-many', retryAt }
    const found = await findCohortByCode({ code }, tx)
    if (!found) {
      await recordFailure({ keys, now }, tx)
      return { status: 'unknown-code' }
    }
    const { id, ...names } = found
    const outcome = await takePlace({ cohortId: id, accountId, now }, tx)
    return { status: outcome === 'enrolled' ? 'joined' : 'already', ...names }
  })
}
