import { createHmac } from 'node:crypto'
import { and, eq, inArray, lt, notLike, or } from 'drizzle-orm'
import { type Reader, type Transaction } from '#db/client.server.ts'
import { signInFailure } from '#db/schema/credentials.ts'
import { instanceSecret } from '#app/secrets/instance-secret.server.ts'
import {
  addFailure,
  addressGroup,
  FAILURE_WINDOW,
  type Failures,
  type LimitKind,
  limits,
  LONGEST_WINDOW,
} from './sign-in-limit.ts'

/** What failures are counted under. Made with the installation's secret: neither names nor addresses are stored. */
export type LimitKeys = Partial<Record<LimitKind, string>>

/** Begins the keys whose failures count together for longer than others' do. */
const COUNTED_LONG = 'long '

const keyed = (text: string) => createHmac('sha256', instanceSecret()).update(text).digest('base64url')

/**
 * `usernameKey` is what was typed when there is no such account: strangers' names are counted alike. `device` is what
 * `findKnownDevice` gave: its failures count apart.
 */
export function limitKeys({
  usernameKey,
  address,
  device = null,
}: {
  usernameKey: string
  address: string
  device?: string | null
}): LimitKeys {
  if (device !== null) return { accountAtDevice: keyed(`account at device:${device} ${usernameKey}`) }
  const group = addressGroup(address)
  return {
    // A group holds no space: nobody can choose a name that makes the key of another name and group.
    accountAtAddress: keyed(`account at address:${group} ${usernameKey}`),
    account: keyed(`account:${usernameKey}`),
    address: keyed(`address:${group}`),
  }
}

/** What registrations are counted under. */
export function registrationKeys({ address }: { address: string }): LimitKeys {
  return { registration: keyed(`registration:${addressGroup(address)}`) }
}

/** What wrong codes are counted under: the account alone, from wherever they come. */
export function secondFactorKeys({ accountId }: { accountId: string }): LimitKeys {
  return { secondFactor: COUNTED_LONG + keyed(`second factor:${accountId}`) }
}

/** What passkeys asked for by strangers are counted under. */
export function passkeyKeys({ address }: { address: string }): LimitKeys {
  return { passkey: keyed(`passkey:${addressGroup(address)}`) }
}

/** What "taken" is counted under for strangers, who are known by their address alone. */
export function takenKeys({ address }: { address: string }): LimitKeys {
  return { taken: keyed(`taken:${addressGroup(address)}`) }
}

/** What "taken" is counted under for somebody who opens accounts for others. */
export function takenByKeys({ accountId }: { accountId: string }): LimitKeys {
  return { taken: keyed(`taken by account:${accountId}`) }
}

/** What wrong codes of access cards are counted under; guesses from one address count together with those at passwords. */
export function cardKeys({ usernameKey, address }: { usernameKey: string; address: string }): LimitKeys {
  const group = addressGroup(address)
  return {
    cardAtAddress: keyed(`card at address:${group} ${usernameKey}`),
    card: keyed(`card:${usernameKey}`),
    address: keyed(`address:${group}`),
  }
}

/** What wrong enrolment keys are counted under. */
export function enrolmentKeyKeys({ address }: { address: string }): LimitKeys {
  return { enrolmentKey: keyed(`enrolment key:${addressGroup(address)}`) }
}

/** What wrong access codes of a quiz are counted under: the person alone, from wherever they come. */
export function accessCodeKeys({ accountId, quizId }: { accountId: string; quizId: string }): LimitKeys {
  return { accessCode: keyed(`access code:${accountId} ${quizId}`) }
}

/** What mail that strangers ask for is counted under. */
export function mailAskedKeys({ address }: { address: string }): LimitKeys {
  return { mailAsked: keyed(`mail asked:${addressGroup(address)}`) }
}

/** What a mailbox is sent is counted under: its `nameKey`, or what was typed where there is no account. */
export function mailboxKeys({ mailbox }: { mailbox: string }): LimitKeys {
  return { mailbox: COUNTED_LONG + keyed(`mailbox:${mailbox}`) }
}

/** When the next attempt will be looked at; null when now. */
export async function findRetryTime(
  { keys, now }: { keys: LimitKeys; now: number },
  db: Pick<Reader, 'select'>,
): Promise<number | null> {
  const rows = await db
    .select({ retryAt: signInFailure.retryAt })
    .from(signInFailure)
    .where(inArray(signInFailure.key, Object.values(keys)))
  const latest = Math.max(0, ...rows.map(({ retryAt }) => retryAt))
  return latest > now ? latest : null
}

/** Counts a failure, or a registration, under each of the keys. `slowed` when one had reached its limit before. */
export async function recordFailure(
  { keys, now }: { keys: LimitKeys; now: number },
  tx: Transaction,
): Promise<{ slowed: boolean }> {
  await tx
    .delete(signInFailure)
    .where(
      or(
        lt(signInFailure.windowStartedAt, now - LONGEST_WINDOW),
        and(
          lt(signInFailure.windowStartedAt, now - 2 * FAILURE_WINDOW),
          lt(signInFailure.retryAt, now),
          notLike(signInFailure.key, `${COUNTED_LONG}%`),
        ),
      ),
    )
  let slowed = false
  for (const [kind, key] of Object.entries(keys) as [LimitKind, string][]) {
    const [before] = await tx.select().from(signInFailure).where(eq(signInFailure.key, key))
    const after: Failures = addFailure(before ?? null, { limit: limits[kind], now })
    await tx
      .insert(signInFailure)
      .values({ key, ...after })
      .onConflictDoUpdate({ target: signInFailure.key, set: after })
    slowed ||= after.count > limits[kind].free
  }
  return { slowed }
}

/**
 * A right password forgives its owner's slips, at this address, and a right code those of the account. What others tried
 * elsewhere goes on counting, and so does guessing at others from here.
 */
export async function forgetFailures({ keys }: { keys: LimitKeys }, tx: Transaction): Promise<void> {
  const own = [keys.accountAtAddress, keys.accountAtDevice, keys.secondFactor, keys.cardAtAddress].filter(
    (key) => key !== undefined,
  )
  await tx.delete(signInFailure).where(inArray(signInFailure.key, own))
}
