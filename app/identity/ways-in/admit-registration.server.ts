import type { MessageKey } from '#app/i18n/catalogue.ts'
import { reader, type Transaction } from '#db/client.server.ts'
import { type AddedAccount, addAccount } from '../accounts/add-account.server.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { findPasswordProblem } from '../sign-in/common-passwords.server.ts'
import { hashPassword } from '../sign-in/passwords.server.ts'
import { findRetryTime, recordFailure, registrationKeys, takenKeys } from '../sign-in/sign-in-limit.server.ts'

/** What a person who opens an account of their own says. `address` is the client's. */
export type Registration = {
  username: string
  displayName: string
  agencyId: string | null
  password: string
  address: string
  now: number
}

/** A registration that was looked at: what is slow is done. */
export type CheckedRegistration = Omit<Registration, 'password'> & { passwordHash: string; email: string | null }

export type Refusal = { status: 'unfit'; problem: MessageKey } | { status: 'too-many'; retryAt: number }

/** The first half of every registration, outside of the change: is it too often, is the password fit; and its hash. */
export async function checkRegistration({
  password,
  email,
  ...registration
}: Registration & { email: string | null }): Promise<{ status: 'fit'; registration: CheckedRegistration } | Refusal> {
  const { username, displayName, address, now } = registration
  const keys = { ...registrationKeys({ address }), ...takenKeys({ address }) }
  const waiting = await findRetryTime({ keys, now }, reader)
  if (waiting !== null) return { status: 'too-many', retryAt: waiting }
  const problem = await findPasswordProblem({ password, username, displayName, email })
  if (problem) return { status: 'unfit', problem }
  return { status: 'fit', registration: { ...registration, email, passwordHash: await hashPassword(password) } }
}

/**
 * The second half, as part of a change: adds the account, and counts. A user name that is taken must be told to who
 * chooses one, and so tells strangers that somebody has it: there is no way around it where people choose names that
 * they will type. It is counted by address, so that a list of names cannot be tried. The e-mail address, if any, was
 * shown before to be theirs.
 */
export async function admitRegistration(
  { address, now, ...person }: CheckedRegistration,
  tx: Transaction,
): Promise<AddedAccount | { status: 'too-many'; retryAt: number }> {
  const counted = registrationKeys({ address })
  const taken = takenKeys({ address })
  // Asked again where it is counted: of many sent at once, those past the limit open nothing.
  const retryAt = await findRetryTime({ keys: { ...counted, ...taken }, now }, tx)
  if (retryAt !== null) return { status: 'too-many', retryAt }
  await recordFailure({ keys: counted, now }, tx)
  const added = await addAccount({ ...person, now }, tx)
  if (added.status === 'username-taken') await recordFailure({ keys: taken, now }, tx)
  if (added.status === 'created') {
    const { accountId } = added
    const subject = { kind: 'account', id: accountId } as const
    await recordAudit(
      { acts: [{ action: 'account-created', actorId: accountId, subject, facts: { way: 'registration' } }], now },
      tx,
    )
  }
  return added
}
