import { env } from '#app/env.server.ts'
import { chooseLocale } from '#app/i18n/locales.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { canSendMail, queueMail } from '#app/mail/queue-mail.server.ts'
import type { Transaction } from '#db/client.server.ts'
import type { ErasureReason } from './erasure.ts'

/**
 * Tells a person by mail when their data will be erased and how to keep it, as part of the change that decides it.
 * Nothing happens where no mail is sent, or where nobody has shown that the address is this person's.
 */
export async function tellOfErasure(
  {
    person,
    reason,
    dueAt,
    now,
  }: {
    person: { email: string | null; emailVerifiedAt: number | null; locale: string | null }
    reason: ErasureReason
    dueAt: number
    now: number
  },
  tx: Transaction,
): Promise<void> {
  const { email, emailVerifiedAt, locale } = person
  if (email === null || emailVerifiedAt === null || !canSendMail()) return
  const { t, date } = translatorFor(chooseLocale({ chosen: locale }).tag)
  const address = env().PUBLIC_URL ?? ''
  const values = { date: date(dueAt), address }
  const text = reason === 'asked' ? t('privacy.mail.asked', values) : t('privacy.mail.inactive', values)
  await queueMail({ to: email, subject: t('privacy.mail.subject'), text, now }, tx)
}
