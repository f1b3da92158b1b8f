import { eq } from 'drizzle-orm'
import { Forbidden } from '#app/errors.ts'
import { defaultLocale } from '#app/i18n/locales.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { canSendMail, queueMail } from '#app/mail/queue-mail.server.ts'
import { type Reader, reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { isAdministrator, type Viewer } from '../viewer.ts'

/** The viewer's own address, verified or not; null without one. */
export async function findOwnAddress(
  { viewer }: { viewer: Viewer },
  db: Pick<Reader, 'select'> = reader,
): Promise<string | null> {
  const [own] = await db.select({ email: account.email }).from(account).where(eq(account.id, viewer.accountId))
  return own?.email ?? null
}

/**
 * Sends a test mail to the viewer's own address and nowhere else.
 * Throws Forbidden unless an administrator of the platform asks.
 */
export async function sendTestMail({
  viewer,
  now,
}: {
  viewer: Viewer
  now: number
}): Promise<{ status: 'queued'; to: string } | { status: 'no-mail-server' } | { status: 'no-address' }> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  if (!canSendMail()) return { status: 'no-mail-server' }
  const { t, dateTime } = translatorFor(viewer.locale ?? defaultLocale.tag)
  return await write(async (tx) => {
    const to = await findOwnAddress({ viewer }, tx)
    if (to === null) return { status: 'no-address' }
    const text = t('settings.testMail.text', { name: viewer.displayName, time: dateTime(now) })
    await queueMail({ to, subject: t('settings.testMail.subject'), text, now }, tx)
    return { status: 'queued', to }
  })
}
