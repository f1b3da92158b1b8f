import { and, eq } from 'drizzle-orm'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { BrokenRule } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import type { Viewer } from '../viewer.ts'
import { findPasswordProblem } from './common-passwords.server.ts'
import { hashPassword, NO_PASSWORD } from './passwords.server.ts'
import { tellOwner } from './tell-owner.server.ts'

/**
 * Gives a password to who comes in some other way and has none. Throws BrokenRule for who has one: to replace it takes
 * the old one.
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
  const { accountId, username, displayName } = viewer
  const [own] = await reader.select({ email: account.email }).from(account).where(eq(account.id, accountId))
  const problem = await findPasswordProblem({ password, username, displayName, email: own?.email ?? null })
  if (problem) return { status: 'unfit', problem }
  const passwordHash = await hashPassword(password)
  await write(async (tx) => {
    const set = await tx
      .update(account)
      .set({ passwordHash, passwordChangedAt: now })
      .where(and(eq(account.id, accountId), eq(account.passwordHash, NO_PASSWORD)))
      .returning({ id: account.id })
    if (set.length === 0) throw new BrokenRule('a first password beside one that is there')
    const subject = { kind: 'account', id: accountId } as const
    await recordAudit(
      { acts: [{ action: 'password-changed', actorId: accountId, subject, facts: { by: 'holder' } }], now },
      tx,
    )
    await tellOwner({ accountId, what: 'password-changed', now }, tx)
  })
  return { status: 'set' }
}
