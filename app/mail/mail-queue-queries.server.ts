import { and, count, desc, gt, isNotNull, min } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { mailMessage } from '#db/schema/mail.ts'

const WEEK = 7 * 24 * 60 * 60 * 1000

/** How the mail of this installation fares. Times in milliseconds UTC. */
export type MailQueueState = {
  waiting: number
  /** Since when the message waits that has waited longest. */
  waitingSince: number | null
  /** Sent, and given up, in the last seven days. */
  sent: number
  givenUp: number
  /** Of the latest message whose last attempt failed, in the mail server's words. */
  lastError: string | null
}

/** For the administrator's eyes: it tells of no person and no address. */
export async function findMailQueueState({ now }: { now: number }): Promise<MailQueueState> {
  const countOf = async (column: typeof mailMessage.sentAt | typeof mailMessage.givenUpAt) =>
    await reader.$count(mailMessage, gt(column, now - WEEK))
  const [waiting] = await reader
    .select({ number: count(), since: min(mailMessage.createdAt) })
    .from(mailMessage)
    .where(isNotNull(mailMessage.nextAttemptAt))
  const [failed] = await reader
    .select({ lastError: mailMessage.lastError })
    .from(mailMessage)
    .where(and(isNotNull(mailMessage.lastError), gt(mailMessage.createdAt, now - 2 * WEEK)))
    .orderBy(desc(mailMessage.createdAt))
    .limit(1)
  return {
    waiting: waiting?.number ?? 0,
    waitingSince: waiting?.since ?? null,
    sent: await countOf(mailMessage.sentAt),
    givenUp: await countOf(mailMessage.givenUpAt),
    lastError: failed?.lastError ?? null,
  }
}
