import { eq, isNotNull } from 'drizzle-orm'
import { unseal } from '#app/secrets/seal.server.ts'
import type { Transaction } from '#db/client.server.ts'
import { mailMessage } from '#db/schema/mail.ts'
import type { MailMessage } from './message.ts'

/** Takes back what waits to be sent to an address, as part of a larger change. */
export async function takeBackMailTo({ address }: { address: string }, tx: Transaction): Promise<void> {
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
