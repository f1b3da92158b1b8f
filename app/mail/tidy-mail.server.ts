import { and, isNotNull, lte, or } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { mailMessage } from '#db/schema/mail.ts'
import { canSendMail } from './queue-mail.server.ts'
import { GIVEN_UP_AFTER } from './retry-times.ts'

/** How long it is kept that a message was sent or given up, in milliseconds; its content is gone before. */
const KEPT = 30 * 24 * 60 * 60 * 1000

/**
 * Forgets messages that were sent or given up long ago, and gives up those that wait for a mail server that there no
 * longer is. `now` in milliseconds UTC.
 */
export async function tidyMail({ now }: { now: number }): Promise<void> {
  await write(async (tx) => {
    const isOver = or(lte(mailMessage.sentAt, now - KEPT), lte(mailMessage.givenUpAt, now - KEPT))
    await tx.delete(mailMessage).where(isOver)
    if (canSendMail()) return
    await tx
      .update(mailMessage)
      .set({ sealed: '', nextAttemptAt: null, givenUpAt: now, lastError: 'There was no mail server.' })
      .where(and(isNotNull(mailMessage.nextAttemptAt), lte(mailMessage.createdAt, now - GIVEN_UP_AFTER)))
  })
}
