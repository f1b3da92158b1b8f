import { enrolmentKeyKeys, findRetryTime, recordFailure } from '#app/identity/sign-in/sign-in-limit.server.ts'
import {
  admitRegistration,
  checkRegistration,
  type Refusal,
  type Registration,
} from '#app/identity/ways-in/admit-registration.server.ts'
import type { AddedAccount } from '#app/identity/accounts/add-account.server.ts'
import { reader, write } from '#db/client.server.ts'
import { findCohortByCode } from './find-cohort-by-code.server.ts'
import { takePlace } from './take-place.server.ts'

type Created = { status: 'created'; accountId: string; cohortName: string; programmeName: string }

/**
 * Opens an account for a person who was given an enrolment key, which is a cohort's join code (`key` as typed), and
 * gives them their place there, in one change: whatever the rule for strangers is, who has a key may register. Wrong
 * keys are counted by network address. `retryAt` in milliseconds UTC.
 */
export async function registerWithKey({
  key,
  ...asked
}: Registration & { key: string }): Promise<
  Created | Exclude<AddedAccount, { status: 'created' | 'email-taken' }> | Refusal | { status: 'unknown-key' }
> {
  const { address, now } = asked
  const keys = enrolmentKeyKeys({ address })
  const waiting = await findRetryTime({ keys, now }, reader)
  if (waiting !== null) return { status: 'too-many', retryAt: waiting }
  // A guessed key costs us no hashing.
  if (!(await findCohortByCode({ code: key }, reader))) {
    return await write(async (tx) => {
      const retryAt = await findRetryTime({ keys, now }, tx)
      if (retryAt !== null) return { status: 'too-many', retryAt }
      await recordFailure({ keys, now }, tx)
      return { status: 'unknown-key' }
    })
  }
  const checked = await checkRegistration({ ...asked, email: null })
  if (checked.status !== 'fit') return checked
  return await write(async (tx) => {
    // Asked again: a code that was taken back or renewed meanwhile opens nothing.
    const found = await findCohortByCode({ code: key }, tx)
    if (!found) return { status: 'unknown-key' }
    const added = await admitRegistration(checked.registration, tx)
    if (added.status === 'email-taken') throw new Error('an account without an address met one with the same')
    if (added.status !== 'created') return added
    const { id, ...names } = found
    await takePlace({ cohortId: id, accountId: added.accountId, now }, tx)
    return { ...added, ...names }
  })
}
