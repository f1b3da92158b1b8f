import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { mailMessage } from '#db/schema/mail.ts'
import { queueMail } from './queue-mail.server.ts'
import { sendWhenQueued } from './send-when-queued.server.ts'

let stop: () => Promise<void> = () => Promise.resolve()
afterEach(async () => {
  await stop()
  await write((tx) => tx.delete(mailMessage))
})

const message = { to: 'amina@example.org', subject: 'Welcome', text: 'Hello', now: 1 }

test('many messages of one change are sent in one round, after the commit and outside it', async () => {
  const seen: number[] = []
  const send = vi.fn(async () => {
    seen.push(await reader.$count(mailMessage))
    await write(async () => undefined)
    return { sent: 0, failed: 0 }
  })
  stop = sendWhenQueued({ send })
  await write(async (tx) => {
    for (let count = 0; count < 5; count += 1) await queueMail(message, tx)
    await sleep(250)
  })
  await vi.waitFor(() => expect(send).toHaveBeenCalled())
  await sleep(250)
  expect(seen).toEqual([5])
})

test('stopping waits for the round under way and begins no other', async () => {
  let finish: () => void = () => undefined
  const send = vi.fn(async () => {
    await new Promise<void>((resolve) => (finish = resolve))
    return { sent: 0, failed: 0 }
  })
  stop = sendWhenQueued({ send })
  await write((tx) => queueMail(message, tx))
  await vi.waitFor(() => expect(send).toHaveBeenCalled())
  await write((tx) => queueMail(message, tx))
  let stopped = false
  const stopping = stop().then(() => (stopped = true))
  await sleep(20)
  expect(stopped).toBe(false)
  finish()
  await stopping
  await write((tx) => queueMail(message, tx))
  await sleep(250)
  expect(send).toHaveBeenCalledOnce()
})
