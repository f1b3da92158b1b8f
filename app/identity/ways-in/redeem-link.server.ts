import { and, eq } from 'drizzle-orm'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import { findPasswordProblem } from '../sign-in/common-passwords.server.ts'
import { hashPassword } from '../sign-in/passwords.server.ts'
import { storePassword } from '../sign-in/store-password.server.ts'
import { findUsableToken, type UsableToken, useUpToken } from './access-token.server.ts'

/**
 * Sets the password of the account that an invitation or a reset was mailed for; the link is used up and every browser
 * signed out. The address it was sent to is shown to be theirs, if it is still the account's. 'refused' for a link that
 * does not work. 'unfit' uses nothing up.
 */
export async function redeemLink({
  token: secret,
  kind,
  password,
  now,
}: {
  token: string
  kind: 'invitation' | 'reset'
  password: string
  now: number
}): Promise<{ status: 'used'; accountId: string } | { status: 'refused' } | { status: 'unfit'; problem: MessageKey }> {
  const wanted = { secret, delivery: 'mail', now } as const
  const token = await findUsableToken(wanted)
  // A guessed link costs us no hashing.
  if (token?.kind !== kind) return { status: 'refused' }
  const { username, displayName, accountEmail } = token
  const problem = await findPasswordProblem({ password, username, displayName, email: accountEmail })
  if (problem) return { status: 'unfit', problem }
  const passwordHash = await hashPassword(password)
  return await write(async (tx) => {
    const still = await findUsableToken(wanted, tx)
    if (!still || !(await useUpToken({ token: still, now }, tx))) return { status: 'refused' }
    await noteProvenAddress(still, now, tx)
    await storePassword({ accountId: still.accountId, passwordHash, by: 'link', now }, tx)
    return { status: 'used', accountId: still.accountId }
  })
}

async function noteProvenAddress({ accountId, email }: UsableToken, now: number, tx: Transaction): Promise<void> {
  if (email === null) return
  await tx
    .update(account)
    .set({ emailVerifiedAt: now })
    .where(and(eq(account.id, accountId), eq(account.emailKey, nameKey(email))))
}
