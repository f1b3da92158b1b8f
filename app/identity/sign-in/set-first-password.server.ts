import { eq } from 'drizzle-orm'
import { BrokenRule } from '#app/errors.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import type { Viewer } from '../viewer.ts'
import { findPasswordProblem } from './common-passwords.server.ts'
import { hashPassword, hasPassword } from './passwords.server.ts'
import { storePassword } from './store-password.server.ts'

/**
 * Gives a password to who comes in some other way and has none, and signs out every browser, this one included. Throws
 * BrokenRule for who has one: to replace it takes the old one.
 */
export async function setFirstPassword({
  viewer,
  password,
  now,
}: {
  viewer: Viewer
  password: string
  now: number
}): Promise<{ status: 'set' } | { status: 'unfit'; problem: MessageKey }> {
  const { accountId, username } = viewer
  const problem = await findPasswordProblem({ password, username })
  if (problem) return { status: 'unfit', problem }
  const passwordHash = await hashPassword(password)
  await write(async (tx) => {
    const [own] = await tx.select({ passwordHash: account.passwordHash }).from(account).where(eq(account.id, accountId))
    if (!own || hasPassword(own.passwordHash)) throw new BrokenRule('a first password beside one that is there')
    await storePassword({ accountId, passwordHash, by: 'holder', now }, tx)
  })
  return { status: 'set' }
}
