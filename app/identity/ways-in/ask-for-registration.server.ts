import { eq } from 'drizzle-orm'
import { BrokenRule } from '#app/errors.ts'
import { canSendMail } from '#app/mail/queue-mail.server.ts'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import { findSettings } from '../settings/settings-queries.server.ts'
import { findRetryTime, mailAskedKeys, mailboxKeys, recordFailure } from '../sign-in/sign-in-limit.server.ts'
import { linkTimes, sendLetter } from './letter.server.ts'
import { isOfDomains } from './mail-domain.ts'
import { makeRegistrationLink } from './registration-link.server.ts'

/**
 * Somebody asks for an account where registration is for some mail domains: a link to open one is sent to their address,
 * or, when an account has that address already, a letter that says so. The answer and the work are the same. `site` is
 * the address that people reach us at, `locale` the asker's. Throws BrokenRule where registration is not by mail domain
 * or no mail can be sent.
 */
export async function askForRegistration({
  email,
  site,
  locale,
  address,
  now,
}: {
  email: string
  site: string
  locale: string
  address: string
  now: number
}): Promise<{ status: 'asked' } | { status: 'other-domain' } | { status: 'too-many'; retryAt: number }> {
  const { registration, registrationDomains } = await findSettings()
  if (registration !== 'domains' || !canSendMail()) throw new BrokenRule('a link for an account where none is sent')
  if (!isOfDomains(email, registrationDomains)) return { status: 'other-domain' }
  const keys = mailAskedKeys({ address })
  const mailbox = mailboxKeys({ mailbox: nameKey(email) })
  const expiresAt = now + linkTimes.register
  return await write(async (tx) => {
    const retryAt = await findRetryTime({ keys, now }, tx)
    if (retryAt !== null) return { status: 'too-many', retryAt }
    await recordFailure({ keys, now }, tx)
    if ((await findRetryTime({ keys: mailbox, now }, tx)) !== null) return { status: 'asked' }
    await recordFailure({ keys: mailbox, now }, tx)
    const [owner] = await tx
      .select({ locale: account.locale })
      .from(account)
      .where(eq(account.emailKey, nameKey(email)))
    const link = `${site}/register/${makeRegistrationLink({ email, expiresAt })}`
    await sendLetter(
      {
        to: email,
        letter: owner ? { kind: 'hasAccount', link: `${site}/forgot` } : { kind: 'register', link, expiresAt },
        locale: owner ? owner.locale : locale,
        now,
      },
      tx,
    )
    return { status: 'asked' }
  })
}
