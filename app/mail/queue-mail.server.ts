import type { Transaction } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { mailMessage } from '#db/schema/mail.ts'
import { seal } from '#app/secrets/seal.server.ts'
import { mailQueued } from './mail-queued.ts'
import { type MailMessage, readyMessage } from './message.ts'
import { mailServer } from './mail-server.server.ts'

/** Whether mail can be sent at all. Where it cannot, no page offers a way that needs it. */
export function canSendMail(): boolean {
  return mailServer() !== null
}

/**
 * Has a message sent, as part of the change that calls for it: it goes out soon after the commit, and not at all when
 * the change fails. `now` in milliseconds UTC. Throws for a `to` that is not one plain address. Where `canSendMail` is
 * false it waits, and is given up in the end: ask before.
 */
export async function queueMail({ now, ...message }: MailMessage & { now: number }, tx: Transaction): Promise<void> {
  await tx.insert(mailMessage).values({
    id: newId(),
    sealed: seal(JSON.stringify(readyMessage(message)), 'mail'),
    createdAt: now,
    nextAttemptAt: now,
  })
  mailQueued.emit('queued')
}
