import { eq } from 'drizzle-orm'
import { canSendMail } from '#app/mail/queue-mail.server.ts'
import type { Transaction } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { sendLetter } from './letter.server.ts'

/**
 * Puts an address that was shown to be its holder's, or none, in place of an account's old one, as part of a larger
 * change. The old address, if it was theirs, is told: had another done it, its owner would know no other way.
 */
export async function replaceEmail(
  { accountId, email, now }: { accountId: string; email: string | null; now: number },
  tx: Transaction,
): Promise<void> {
  const [before] = await tx
    .select({
      email: account.email,
      emailVerifiedAt: account.emailVerifiedAt,
      displayName: account.displayName,
      username: account.username,
      locale: account.locale,
    })
    .from(account)
    .where(eq(account.id, accountId))
  const emailKey = email === null ? null : nameKey(email)
  await tx
    .update(account)
    .set({ email, emailKey, emailVerifiedAt: email === null ? null : now })
    .where(eq(account.id, accountId))
  const subject = { kind: 'account', id: accountId } as const
  await recordAudit(
    { acts: [{ action: 'email-changed', actorId: accountId, subject, facts: { verified: email !== null } }], now },
    tx,
  )
  const wasTheirs = before?.email && before.emailVerifiedAt !== null && nameKey(before.email) !== emailKey
  if (!wasTheirs || !before.email || !canSendMail()) return
  const { displayName: name, username, locale } = before
  await sendLetter({ to: before.email, letter: { kind: 'emailChanged', name, username }, locale, now }, tx)
}
