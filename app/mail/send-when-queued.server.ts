import { AsyncResource } from 'node:async_hooks'
import { write } from '#db/client.server.ts'
import { logger } from '#app/serve/log.server.ts'
import { mailQueued } from './mail-queued.ts'
import { sendQueuedMail } from './send-queued-mail.server.ts'

/** A change that queues five hundred messages is answered once, so many milliseconds after the first. */
const GATHERING = 100

/**
 * Sends mail that this process queues, soon after the commit; what is due later is for the job. Gives a function that
 * stops: it settles once the message under way is handed in, or has been cut off.
 */
export function sendWhenQueued({ send = sendQueuedMail } = {}): () => Promise<void> {
  const stopping = new AbortController()
  // Queueing happens inside a change. Sending must not: it makes changes of its own.
  const outside = new AsyncResource('sendWhenQueued')
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> = Promise.resolve()

  const round = async () => {
    timer = undefined
    if (stopping.signal.aborted) return
    try {
      // Changes stand in a queue: when this one's turn has come, the one that queued the mail is over.
      await write(async () => undefined)
      await send({ signal: stopping.signal })
    } catch (error) {
      logger.error({ err: error }, 'queued mail could not be looked at')
    }
  }
  const listener = () =>
    outside.runInAsyncScope(() => {
      timer ??= setTimeout(() => {
        sending = sending.then(round)
      }, GATHERING).unref()
    })
  mailQueued.on('queued', listener)

  return async () => {
    mailQueued.off('queued', listener)
    clearTimeout(timer)
    stopping.abort()
    await sending
  }
}
