import type { Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createHttpServer, type HttpLimits, usualLimits } from './http-server.server.ts'
import { createListener } from './listener.server.ts'

/** Tenths of a second in the place of seconds and minutes. */
const short: HttpLimits = { headers: 300, request: 600, idle: 400, keepAlive: 300, look: 50, connections: 50 }

let server: Server | undefined
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
})

async function start(
  limits: Partial<HttpLimits> = {},
  answer = async (request: Request) => new Response(await request.text()),
) {
  const listener = createListener({
    answer,
    staticFiles: new Map(),
    mediaFolder: '/nowhere',
    trustProxy: false,
    timing: false,
  })
  server = createHttpServer(listener, { ...short, ...limits })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** A client that is slow on purpose. `ended` gives what it was sent until it was cut off, and after how long. */
function slowClient(port: number, { sends, then }: { sends: string; then?: string }) {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  const began = Date.now()
  let received = ''
  socket.setEncoding('latin1').on('data', (text: string) => (received += text))
  socket.on('error', () => undefined)
  socket.write(sends)
  const dribble = then === undefined ? undefined : setInterval(() => socket.write(then), 60)
  const ended = new Promise<{ received: string; after: number }>((resolve) =>
    socket.on('close', () => {
      clearInterval(dribble)
      resolve({ received, after: Date.now() - began })
    }),
  )
  return { socket, ended }
}

test('headers that come byte by byte are cut off with 408, and others are served meanwhile', async () => {
  const port = await start()
  const slow = Array.from({ length: 20 }, () =>
    slowClient(port, { sends: 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', then: 'a' }),
  )
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
  for (const { received, after } of await Promise.all(slow.map(({ ended }) => ended))) {
    expect(received).toMatch(/^HTTP\/1\.1 408 /)
    expect(after).toBeGreaterThanOrEqual(short.headers)
    expect(after).toBeLessThan(2000)
  }
})

test('a body that comes byte by byte is cut off, and others are served meanwhile', async () => {
  const port = await start()
  const sends = 'POST / HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\nContent-Length: 100000\r\n\r\n'
  const { ended } = slowClient(port, { sends, then: 'a' })
  const posted = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: 'whole',
  })
  expect(await posted.text()).toBe('whole')
  const { received, after } = await ended
  expect(received).toMatch(/^HTTP\/1\.1 408 /)
  expect(after).toBeGreaterThanOrEqual(short.request)
  expect(after).toBeLessThan(3000)
})

test('who says nothing at all, or stops in the middle, is cut off', async () => {
  const port = await start()
  const silent = slowClient(port, { sends: '' })
  const stopped = slowClient(port, {
    sends: 'POST / HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\nContent-Length: 100\r\n\r\nhalf',
  })
  for (const { received, after } of [await silent.ended, await stopped.ended]) {
    expect(received).not.toMatch(/ 200 /)
    expect(after).toBeGreaterThanOrEqual(short.headers)
    expect(after).toBeLessThan(2000)
  }
})

test('who does not read the answer is cut off', async () => {
  const port = await start({}, async () => new Response('x'.repeat(20_000_000)))
  const { socket, ended } = slowClient(port, { sends: 'GET / HTTP/1.1\r\nHost: x\r\n\r\n' })
  socket.pause()
  setTimeout(() => socket.resume(), 1500)
  expect((await ended).received.length).toBeLessThan(20_000_000)
})

test('headers larger than any browser sends are refused', async () => {
  const port = await start()
  const { ended } = slowClient(port, { sends: `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'a'.repeat(17_000)}\r\n\r\n` })
  expect((await ended).received).toMatch(/^HTTP\/1\.1 431 /)
})

test('more connections than there is room for are closed, and there is room again afterwards', async () => {
  const port = await start({ connections: 3 })
  const held = [1, 2, 3].map(() => slowClient(port, { sends: 'GET / HTTP/1.1\r\n', then: 'a' }))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect((await slowClient(port, { sends: 'GET / HTTP/1.1\r\nHost: x\r\n\r\n' }).ended).received).toBe('')
  await Promise.all(held.map(({ ended }) => ended))
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
})

test('the limits in use leave a bad line time for the largest body, and a proxy its connection', () => {
  const kilobitsPerSecond = (1_000_000 * 8) / usualLimits.request
  expect(kilobitsPerSecond).toBeLessThan(100)
  expect(usualLimits.keepAlive).toBeGreaterThan(60_000)
  expect(usualLimits.headers).toBeLessThan(usualLimits.request)
})
