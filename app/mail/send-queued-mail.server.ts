import { and, asc, eq, lte } from 'drizzle-orm'
import { reader, write } from '#db/client.server.ts'
import { mailMessage } from '#db/schema/mail.ts'
import { logger } from '#app/serve/log.server.ts'
import { unseal } from '#app/secrets/seal.server.ts'
import { openPost, type Patience, type Post } from './deliver-mail.server.ts'
import { mailServer } from './mail-server.server.ts'
import type { MailMessage } from './message.ts'
import { nextAttemptAt } from './retry-times.ts'

/** How long a message belongs to the process that is sending it, in milliseconds: longer than sending may take. */
const LEASE = 3 * 60 * 1000

/** How long a message under way may take to finish once it is told to stop, in milliseconds. */
const FAREWELL = 5_000

type Claimed = { id: string; sealed: string; attempts: number; createdAt: number; claimedUntil: number }

/**
 * Sends what waits and is due, one message after the other, until nothing is due, the mail server cannot be reached, or
 * `signal` says to stop. Any number of processes may do so at once: each message is taken by one. Gives the counts.
 * `clock` in milliseconds UTC.
 */
export async function sendQueuedMail({
  server = mailServer(),
  clock = Date.now,
  signal,
  patience,
}: {
  server?: Parameters<typeof openPost>[0]['server'] | null
  clock?: () => number
  signal?: AbortSignal
  patience?: Patience
} = {}): Promise<{ sent: number; failed: number }> {
  const counts = { sent: 0, failed: 0 }
  if (!server) return counts
  const post = openPost({ server, ...(patience && { patience }) })
  const cut = new AbortController()
  // A message that is cut off may have arrived all the same, and would arrive twice: it is given time first.
  const stop = () => setTimeout(() => cut.abort(), FAREWELL).unref()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    while (!signal?.aborted) {
      const claimed = await claim(clock())
      if (!claimed) break
      const outcome = await send({ claimed, post, clock, signal: cut.signal })
      counts[outcome === 'sent' ? 'sent' : 'failed'] += 1
      if (outcome === 'server') break
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    post.close()
  }
  return counts
}

/** Takes the message that is due longest for this process alone; null when none is. */
async function claim(now: number): Promise<Claimed | null> {
  const isDue = lte(mailMessage.nextAttemptAt, now)
  // Most of the time there is nothing to do: a look does not hold up anybody's change.
  const [waiting] = await reader.select({ id: mailMessage.id }).from(mailMessage).where(isDue).limit(1)
  if (!waiting) return null
  return await write(async (tx) => {
    const [due] = await tx
      .select({
        id: mailMessage.id,
        sealed: mailMessage.sealed,
        attempts: mailMessage.attempts,
        createdAt: mailMessage.createdAt,
      })
      .from(mailMessage)
      .where(isDue)
      .orderBy(asc(mailMessage.nextAttemptAt))
      .limit(1)
    if (!due) return null
    const claimedUntil = now + LEASE
    await tx
      .update(mailMessage)
      .set({ attempts: due.attempts + 1, nextAttemptAt: claimedUntil })
      .where(eq(mailMessage.id, due.id))
    return { ...due, attempts: due.attempts + 1, claimedUntil }
  })
}

async function send({
  claimed,
  post,
  clock,
  signal,
}: {
  claimed: Claimed
  post: Post
  clock: () => number
  signal: AbortSignal
}): Promise<'sent' | 'message' | 'later' | 'server'> {
  const { id, attempts, createdAt } = claimed
  const content = unseal(claimed.sealed, 'mail')
  const delivery =
    content === null
      ? ({ status: 'failed', failure: 'message', words: 'It was sealed with another secret.' } as const)
      : await post.deliver({ id, message: JSON.parse(content) as MailMessage, signal })
  const now = clock()
  if (delivery.status === 'sent') {
    await note(claimed, { sealed: '', nextAttemptAt: null, sentAt: now, lastError: null })
    return 'sent'
  }
  const { failure, words } = delivery
  const next = failure === 'message' ? null : nextAttemptAt({ attempts, createdAt, now })
  await note(
    claimed,
    next === null
      ? { sealed: '', nextAttemptAt: null, givenUpAt: now, lastError: words }
      : { nextAttemptAt: next, lastError: words },
  )
  logger.warn({ message: id, attempts, givenUp: next === null, words }, 'a mail could not be sent')
  return failure
}

/** Notes the fate of a message, unless it has been taken by another process meanwhile. */
async function note(
  { id, claimedUntil }: Claimed,
  fate: Partial<Omit<typeof mailMessage.$inferInsert, 'id'>>,
): Promise<void> {
  await write((tx) =>
    tx
      .update(mailMessage)
      .set(fate)
      .where(and(eq(mailMessage.id, id), eq(mailMessage.nextAttemptAt, claimedUntil))),
  )
}
