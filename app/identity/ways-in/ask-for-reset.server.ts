import { and, eq, isNotNull, isNull, or } from 'drizzle-orm'
import { BrokenRule } from '#app/errors.ts'
import { afterAnswer } from '#app/jobs/after-answer.server.ts'
import { canSendMail } from '#app/mail/queue-mail.server.ts'
import { reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import { findRetryTime, mailAskedKeys, mailboxKeys, recordFailure } from '../sign-in/sign-in-limit.server.ts'
import { issueLink } from './issue-link.server.ts'
import { linkTimes, sendLetter } from './letter.server.ts'

type Asked = { name: string; site: string; now: number }

/**
 * Somebody forgot the password of the account with this user name or e-mail address: a link is mailed to its address, if
 * that was shown to be theirs. Strangers learn nothing: the answer is the same, and comes before the account is looked
 * for. What one network address asks for is limited ('too-many'; `retryAt` in milliseconds UTC), and so, without a word,
 * is what one mailbox is sent. `site` is the address that people reach us at. Throws BrokenRule where no mail can be
 * sent: the page says so before.
 */
export async function askForReset({
  address,
  ...asked
}: Asked & { address: string }): Promise<{ status: 'asked' } | { status: 'too-many'; retryAt: number }> {
  if (!canSendMail()) throw new BrokenRule('a link by mail where no mail can be sent')
  const keys = mailAskedKeys({ address })
  const { now } = asked
  const retryAt = await write(async (tx) => {
    const waiting = await findRetryTime({ keys, now }, tx)
    if (waiting === null) await recordFailure({ keys, now }, tx)
    return waiting
  })
  if (retryAt !== null) return { status: 'too-many', retryAt }
  afterAnswer(() => sendResetLink(asked))
  return { status: 'asked' }
}

async function sendResetLink({ name, site, now }: Asked): Promise<void> {
  const typed = nameKey(name)
  const [person] = await reader
    .select({
      id: account.id,
      username: account.username,
      displayName: account.displayName,
      email: account.email,
      locale: account.locale,
    })
    .from(account)
    .where(
      and(
        or(eq(account.usernameKey, typed), eq(account.emailKey, typed)),
        isNotNull(account.emailVerifiedAt),
        isNull(account.suspendedAt),
      ),
    )
  if (!person?.email) return
  const { id: accountId, username, displayName, email, locale } = person
  const keys = mailboxKeys({ mailbox: nameKey(email) })
  await write(async (tx) => {
    if ((await findRetryTime({ keys, now }, tx)) !== null) return
    await recordFailure({ keys, now }, tx)
    const { token, expiresAt } = await issueLink(
      { issuedBy: null, accountId, kind: 'reset', email, now, validFor: linkTimes.reset },
      tx,
    )
    const link = `${site}/reset/${token}`
    await sendLetter(
      { to: email, letter: { kind: 'reset', name: displayName, username, link, expiresAt }, locale, now },
      tx,
    )
  })
}
