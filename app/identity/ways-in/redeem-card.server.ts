import type { MessageKey } from '#app/i18n/catalogue.ts'
import { reader, write } from '#db/client.server.ts'
import { nameKey } from '../accounts/account.ts'
import { findPasswordProblem } from '../sign-in/common-passwords.server.ts'
import { hashPassword } from '../sign-in/passwords.server.ts'
import { cardKeys, findRetryTime, forgetFailures, recordFailure } from '../sign-in/sign-in-limit.server.ts'
import { recordRefusal } from '../sign-in/record-refusal.server.ts'
import { storePassword } from '../sign-in/store-password.server.ts'
import { findUsableToken, useUpToken } from './access-token.server.ts'
import { normaliseCardCode } from './card-code.ts'

/**
 * Sets the password of the account whose access card somebody holds; the card is used up and every browser signed out.
 * `code` as typed, `name` the user name (or e-mail address) that goes with it. 'refused' alike for an unknown name, a
 * wrong code, one that was used or is too old, and a suspended account; it is looked up by the code alone, so that the
 * work is alike, too. 'unfit' uses nothing up. `retryAt` in milliseconds UTC.
 */
export async function redeemCard({
  name,
  code,
  password,
  address,
  now,
}: {
  name: string
  code: string
  password: string
  address: string
  now: number
}): Promise<
  | { status: 'used'; accountId: string }
  | { status: 'refused' }
  | { status: 'unfit'; problem: MessageKey }
  | { status: 'too-many'; retryAt: number }
> {
  const usernameKey = nameKey(name)
  const keys = cardKeys({ usernameKey, address })
  const waiting = await findRetryTime({ keys, now }, reader)
  if (waiting !== null) return { status: 'too-many', retryAt: waiting }

  const wanted = { secret: normaliseCardCode(code) ?? '', delivery: 'card', now } as const
  const found = await findUsableToken(wanted)
  const isTheirs = found && [found.usernameKey, found.accountEmail && nameKey(found.accountEmail)].includes(usernameKey)
  const token = isTheirs ? found : null
  let passwordHash: string | null = null
  if (token) {
    const { username, displayName, accountEmail } = token
    const problem = await findPasswordProblem({ password, username, displayName, email: accountEmail })
    if (problem) return { status: 'unfit', problem }
    passwordHash = await hashPassword(password)
  }

  return await write(async (tx) => {
    // Asked again where it is counted and used up: of many guesses at once, those past the limit learn nothing.
    const retryAt = await findRetryTime({ keys, now }, tx)
    if (retryAt !== null) return { status: 'too-many', retryAt }
    const still = passwordHash === null ? null : await findUsableToken(wanted, tx)
    if (!still || !passwordHash || !(await useUpToken({ token: still, now }, tx))) {
      const { slowed } = await recordFailure({ keys, now }, tx)
      await recordRefusal({ way: 'card', reason: 'unknown', accountId: null, slowed, now }, tx)
      return { status: 'refused' }
    }
    await forgetFailures({ keys }, tx)
    await storePassword({ accountId: still.accountId, passwordHash, by: 'card', now }, tx)
    return { status: 'used', accountId: still.accountId }
  })
}
