import { and, eq, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm'
import { unseal } from '#app/secrets/seal.server.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { mailMessage } from '#db/schema/mail.ts'
import type { MailMessage } from './message.ts'

const DAY = 24 * 60 * 60 * 1000

/** How long it can be seen that a message was sent, or could not be. Its content is gone by then. */
export const MAIL_STAYS_DAYS = 30

/** Messages of one change: other people's changes wait meanwhile. */
const AT_ONCE = 500

/** Takes back what waits to be sent to an address, as part of a larger change. */
export async function forgetMailTo({ address }: { address: string }, tx: Transaction): Promise<void> {
  const waiting = await tx
    .select({ id: mailMessage.id, sealed: mailMessage.sealed })
    .from(mailMessage)
    .where(isNotNull(mailMessage.nextAttemptAt))
  for (const { id, sealed } of waiting) {
    const message = unseal(sealed, 'mail')
    if (message === null) continue
    const { to } = JSON.parse(message) as MailMessage
    if (to.toLowerCase() === address.toLowerCase()) await tx.delete(mailMessage).where(eq(mailMessage.id, id))
  }
}

/** Deletes what was sent or given up 30 days before `now` (milliseconds UTC). Gives how many messages that were. */
export async function forgetOldMail({ now }: { now: number }): Promise<{ forgotten: number }> {
  const before = now - MAIL_STAYS_DAYS * DAY
  const isOld = and(
    isNull(mailMessage.nextAttemptAt),
    or(lt(mailMessage.sentAt, before), lt(mailMessage.givenUpAt, before)),
  )
  let forgotten = 0
  let deleted
  do {
    deleted = await write(async (tx) => {
      const some = tx.select({ id: mailMessage.id }).from(mailMessage).where(isOld).limit(AT_ONCE)
      const rows = await tx.delete(mailMessage).where(inArray(mailMessage.id, some)).returning({ id: mailMessage.id })
      return rows.length
    })
    forgotten += deleted
  } while (deleted === AT_ONCE)
  return { forgotten }
}
