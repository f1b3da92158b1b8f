import { execFile } from 'node:child_process'
import { createServer, type Server, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { afterEach, expect, test, vi } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { mailMessage } from '#db/schema/mail.ts'
import { decodeWords, headerOf, startMailServer, textOf } from '../../tests/mail-server.ts'
import { findMailQueueState } from './mail-queue-queries.server.ts'
import { queueMail } from './queue-mail.server.ts'
import { sendQueuedMail } from './send-queued-mail.server.ts'
import { tidyMail } from './tidy-mail.server.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const start = Date.UTC(2027, 0, 4)

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
  await write((tx) => tx.delete(mailMessage))
})

async function mailServer(options: Parameters<typeof startMailServer>[0] = {}) {
  const started = await startMailServer(options)
  closers.push(started.stop)
  return started
}

/** A server that does with each connection what it is told, in bytes. */
async function rawServer(onConnection: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    onConnection(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as { port: number }
  return { host: '127.0.0.1', port, tls: 'none', credentials: null, from: 'learn@example.org' } as const
}

const queue = (number = 1, message: { subject?: string; text?: string } = {}) =>
  write(async (tx) => {
    for (let count = 1; count <= number; count += 1) {
      await queueMail({ to: `p${count}@example.org`, subject: 'Welcome', text: 'Hello', ...message, now: start }, tx)
    }
  })
const rows = () => reader.select().from(mailMessage)
const at = (time: number) => ({ clock: () => time })

test('a message arrives as it was written, in any script, and its content is forgotten', async () => {
  const { server, received } = await mailServer()
  const subject = 'Добро пожаловать, أمينة 東京 — une très longue ligne pour être coupée en deux ou trois'
  const text =
    'Здравствуйте!\n.\nإليك الرابط: https://learn.example.org/welcome/abc\n\nFrom here ' + 'x'.repeat(1200) + '\n'
  await queue(1, { subject, text })
  expect(await sendQueuedMail({ server, ...at(start) })).toEqual({ sent: 1, failed: 0 })
  const [mail] = received
  const raw = mail?.raw ?? ''
  expect(mail).toMatchObject({ from: 'learn@example.org', to: ['p1@example.org'] })
  expect(decodeWords(headerOf(raw, 'Subject') ?? '')).toBe(subject)
  expect(textOf(raw).trimEnd()).toBe(text.trimEnd())
  expect(headerOf(raw, 'From')).toBe('Article 54 <learn@example.org>')
  expect(headerOf(raw, 'Content-Type')).toMatch(/^text\/plain; charset=utf-8/i)
  expect(headerOf(raw, 'Auto-Submitted')).toBe('auto-generated')
  const [row] = await rows()
  expect(row).toMatchObject({ sealed: '', nextAttemptAt: null, sentAt: start, givenUpAt: null, lastError: null })
  expect(headerOf(raw, 'Message-ID')).toBe(`<${row?.id}@example.org>`)
})

test('we sign in at the mail server when it wants us to', async () => {
  const { server, received } = await mailServer({
    authOptional: false,
    onAuth: ({ username, password }, _session, done) =>
      password === 'p@ss' ? done(null, { user: username }) : done(new Error('No')),
  })
  await queue()
  const wrong = { ...server, credentials: { user: 'learn', password: 'wrong' } }
  expect(await sendQueuedMail({ server: wrong, ...at(start) })).toEqual({ sent: 0, failed: 1 })
  const right = { ...server, credentials: { user: 'learn', password: 'p@ss' } }
  expect(await sendQueuedMail({ server: right, ...at(start + MINUTE) })).toEqual({ sent: 1, failed: 0 })
  expect(received.map(({ user }) => user)).toEqual(['learn'])
})

test('where TLS is asked for nothing is said without it', async () => {
  const plain = await mailServer()
  const untrusted = await mailServer({ disabledCommands: [] })
  await queue()
  for (const [index, { server, received }] of [plain, untrusted].entries()) {
    const strict = { ...server, tls: 'starttls' as const }
    expect(await sendQueuedMail({ server: strict, ...at(start + index * 10 * MINUTE) })).toEqual({ sent: 0, failed: 1 })
    expect(received).toEqual([])
  }
  expect((await rows())[0]).toMatchObject({ attempts: 2, givenUpAt: null })
  // The server complains of its own certificate, which nobody trusts: what this test needs.
  const complaint = vi.mocked(globalThis['console'].error)
  expect(complaint).toHaveBeenCalledOnce()
  complaint.mockClear()
})

test('an address that the server does not know is given up at once, without keeping it', async () => {
  const { server, received } = await mailServer({
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('p2@')
        ? done(Object.assign(new Error(`5.1.1 <${address}> is unknown here`), { responseCode: 550 }))
        : done(),
  })
  await queue(3)
  expect(await sendQueuedMail({ server, ...at(start) })).toEqual({ sent: 2, failed: 1 })
  expect(received.map(({ to }) => to[0]).sort()).toEqual(['p1@example.org', 'p3@example.org'])
  const given = (await rows()).find(({ givenUpAt }) => givenUpAt !== null)
  expect(given).toMatchObject({
    sealed: '',
    nextAttemptAt: null,
    attempts: 1,
    lastError: '550 5.1.1 <…> is unknown here',
  })
  expect(await findMailQueueState({ now: start })).toMatchObject({ waiting: 0, sent: 2, givenUp: 1 })
})

test('a server that is down is tried again later and later, not once for every message', async () => {
  const gone = await startMailServer()
  await gone.stop()
  await queue(3)
  expect(await sendQueuedMail({ server: gone.server, ...at(start) })).toEqual({ sent: 0, failed: 1 })
  const due = (await rows()).map(({ nextAttemptAt }) => (nextAttemptAt ?? 0) - start).sort((one, other) => one - other)
  expect(due).toEqual([0, 0, MINUTE])
  expect(await findMailQueueState({ now: start })).toMatchObject({
    waiting: 3,
    waitingSince: start,
    lastError: expect.stringContaining('ECONNREFUSED') as string,
  })
  const back = await mailServer({ port: gone.port })
  expect(await sendQueuedMail({ server: back.server, ...at(start + MINUTE) })).toEqual({ sent: 3, failed: 0 })
  expect(await findMailQueueState({ now: start })).toMatchObject({ waiting: 0, lastError: null })
})

test('the waits grow, and after three days a message is given up and blanked', async () => {
  const gone = await startMailServer()
  await gone.stop()
  await queue()
  const waits: number[] = []
  for (let now = start; ;) {
    await sendQueuedMail({ server: gone.server, ...at(now) })
    const [row] = await rows()
    if (row?.nextAttemptAt == null) {
      expect(row).toMatchObject({ sealed: '', sentAt: null, givenUpAt: now })
      expect(now - start).toBeGreaterThanOrEqual(3 * DAY)
      break
    }
    waits.push((row.nextAttemptAt - now) / MINUTE)
    now = row.nextAttemptAt
  }
  expect(waits.slice(0, 9)).toEqual([1, 5, 15, 30, 60, 120, 240, 360, 360])
  expect(waits.length).toBeLessThan(25)
})

test('a server that says nothing, and one that never ends its line, hold up nothing for long', async () => {
  const silent = await rawServer(() => undefined)
  const dribbling = await rawServer((socket) => {
    const timer = setInterval(() => socket.write('2'), 20)
    socket.on('close', () => clearInterval(timer))
  })
  await queue()
  for (const [index, server] of [silent, dribbling].entries()) {
    const began = Date.now()
    const patience = { step: 300, message: 600 }
    const result = await sendQueuedMail({ server, patience, ...at(start + index * 10 * MINUTE) })
    expect(result).toEqual({ sent: 0, failed: 1 })
    expect(Date.now() - began).toBeLessThan(3000)
  }
  expect((await rows())[0]).toMatchObject({ attempts: 2, sentAt: null, givenUpAt: null })
})

test('a message whose sender died is taken up again when its time is over, not before', async () => {
  const { server, received } = await mailServer()
  await queue()
  await write((tx) => tx.update(mailMessage).set({ attempts: 1, nextAttemptAt: start + 3 * MINUTE }))
  expect(await sendQueuedMail({ server, ...at(start + 2 * MINUTE) })).toEqual({ sent: 0, failed: 0 })
  expect(await sendQueuedMail({ server, ...at(start + 3 * MINUTE) })).toEqual({ sent: 1, failed: 0 })
  expect(received).toHaveLength(1)
})

test('once told to stop, no further message is begun', async () => {
  const stopping = new AbortController()
  const { server, received } = await mailServer({
    onRcptTo: (_address, _session, done) => {
      stopping.abort()
      done()
    },
  })
  await queue(3)
  expect(await sendQueuedMail({ server, signal: stopping.signal, ...at(start) })).toEqual({ sent: 1, failed: 0 })
  expect(received).toHaveLength(1)
})

test('mail sealed with another secret is given up, and the rest goes out', async () => {
  const { server } = await mailServer()
  await queue()
  await write((tx) => tx.insert(mailMessage).values({ id: 'x', sealed: 'AAAA', createdAt: 1, nextAttemptAt: 1 }))
  expect(await sendQueuedMail({ server, ...at(start) })).toEqual({ sent: 1, failed: 1 })
  expect((await rows()).find(({ id }) => id === 'x')).toMatchObject({ sealed: '', givenUpAt: start })
})

test('two processes send each message once', async () => {
  const { port, received } = await mailServer()
  await queue(30)
  const program = `
    const { sendQueuedMail } = await import('#app/mail/send-queued-mail.server.ts')
    while (Date.now() < Number(process.env.START_AT)) {}
    process.stdout.write(String((await sendQueuedMail()).sent))
  `
  const env = {
    ...process.env,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'learn@example.org',
    PUBLIC_URL: 'https://learn.example.org',
    START_AT: String(Date.now() + 3000),
  }
  const run = () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { env })
  // The clock of those processes is the real one: what waits must be due by it.
  await write((tx) => tx.update(mailMessage).set({ nextAttemptAt: 1 }))
  const sent = (await Promise.all([run(), run()])).map(({ stdout }) => Number(stdout))
  expect(sent[0]! + sent[1]!).toBe(30)
  expect(Math.min(...sent)).toBeGreaterThan(0)
  expect(new Set(received.map(({ to }) => to[0])).size).toBe(30)
  expect(received).toHaveLength(30)
}, 30_000)

test('what is over is forgotten after a month; what waits for no mail server is given up after three days', async () => {
  await queue(2)
  const [first] = await rows()
  await write((tx) => tx.insert(mailMessage).values({ id: 'old', sealed: '', createdAt: 1, sentAt: start - 30 * DAY }))
  await tidyMail({ now: start + 3 * DAY - 1 })
  expect((await rows()).map(({ id, givenUpAt }) => [id === 'old', givenUpAt])).toEqual([
    [false, null],
    [false, null],
  ])
  await tidyMail({ now: start + 3 * DAY })
  expect((await rows()).find(({ id }) => id === first?.id)).toMatchObject({ sealed: '', nextAttemptAt: null })
})

test('the log tells of a refusal without an address', async () => {
  const { logger } = await import('#app/serve/log.server.ts')
  const warn = vi.spyOn(logger, 'warn').mockImplementation(() => undefined)
  const { server } = await mailServer({
    onRcptTo: ({ address }, _session, done) => done(Object.assign(new Error(`no ${address}`), { responseCode: 550 })),
  })
  await queue()
  await sendQueuedMail({ server, ...at(start) })
  expect(warn).toHaveBeenCalledOnce()
  expect(JSON.stringify(warn.mock.calls)).not.toMatch(/p1|example\.org/)
  warn.mockRestore()
})
