import { and, eq, ne } from 'drizzle-orm'
import { BrokenRule } from '#app/errors.ts'
import { canSendMail } from '#app/mail/queue-mail.server.ts'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import { findRetryTime, mailAskedKeys, mailboxKeys, recordFailure } from '../sign-in/sign-in-limit.server.ts'
import type { Viewer } from '../viewer.ts'
import { issueLink } from './issue-link.server.ts'
import { linkTimes, sendLetter } from './letter.server.ts'

/**
 * Sends a link to the address that the viewer wants for their account; it counts once the link was used. Where another
 * account has the address its owner is told instead, and the viewer is answered the same. What one network address asks
 * for, and what one mailbox is sent, is limited; `retryAt` in milliseconds UTC. `site` is the address that people reach
 * us at. Throws BrokenRule where no mail can be sent.
 */
export async function askToVerifyEmail({
  viewer,
  email,
  site,
  address,
  now,
}: {
  viewer: Viewer
  email: string
  site: string
  address: string
  now: number
}): Promise<{ status: 'asked' } | { status: 'too-many'; retryAt: number }> {
  if (!canSendMail()) throw new BrokenRule('a link by mail where no mail can be sent')
  const { accountId, username, locale } = viewer
  const keys = mailAskedKeys({ address })
  const mailbox = mailboxKeys({ mailbox: nameKey(email) })
  return await write(async (tx) => {
    const retryAt = await findRetryTime({ keys, now }, tx)
    if (retryAt !== null) return { status: 'too-many', retryAt }
    await recordFailure({ keys, now }, tx)
    if ((await findRetryTime({ keys: mailbox, now }, tx)) !== null) return { status: 'asked' }
    await recordFailure({ keys: mailbox, now }, tx)
    const [other] = await tx
      .select({ locale: account.locale })
      .from(account)
      .where(and(eq(account.emailKey, nameKey(email)), ne(account.id, accountId)))
    // Made either way, for the same work; where the address is another's it is sent to nobody, and would not do.
    const { token, expiresAt } = await issueLink(
      { issuedBy: accountId, accountId, kind: 'verify-email', email, now, validFor: linkTimes.verifyEmail },
      tx,
    )
    const link = `${site}/verify-email/${token}`
    await sendLetter(
      {
        to: email,
        letter: other ? { kind: 'emailInUse' } : { kind: 'verifyEmail', username, link, expiresAt },
        locale: other ? other.locale : locale,
        now,
      },
      tx,
    )
    return { status: 'asked' }
  })
}
