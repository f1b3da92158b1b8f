import { eq } from 'drizzle-orm'
import { defaultLocale } from '#app/i18n/locales.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { canSendMail, queueMail } from '#app/mail/queue-mail.server.ts'
import type { Transaction } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'

/** What the holder of an account is told when it happens: had another done it, they would know no other way. */
export type OwnerNotice =
  | 'password-changed'
  | 'totp-added'
  | 'totp-removed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'passkey-copied'
  | 'recovery-codes-made'
  | 'recovery-code-used'
  | 'factors-removed'
  | 'identity-linked'
  | 'identity-unlinked'

/**
 * Tells the holder of an account by mail, as part of the change, that something was done to how they get in. Nothing
 * happens where no mail can be sent, or to an address that nobody showed to be theirs.
 * Source of the rule: OWASP ASVS 5.0, 6.3.7.
 */
export async function tellOwner(
  { accountId, what, now }: { accountId: string; what: OwnerNotice; now: number },
  tx: Transaction,
): Promise<void> {
  if (!canSendMail()) return
  const [owner] = await tx
    .select({
      email: account.email,
      emailVerifiedAt: account.emailVerifiedAt,
      displayName: account.displayName,
      locale: account.locale,
    })
    .from(account)
    .where(eq(account.id, accountId))
  if (!owner?.email || owner.emailVerifiedAt === null) return
  const { t, dateTime } = translatorFor(owner.locale ?? defaultLocale.tag)
  const text = t('security.mail.text', {
    name: owner.displayName,
    what: t(`security.mail.${what}`),
    time: dateTime(now),
  })
  await queueMail({ to: owner.email, subject: t('security.mail.subject'), text, now }, tx)
}
