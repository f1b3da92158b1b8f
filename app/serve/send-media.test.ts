import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, request, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createListener } from './listener.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'article54-media-'))
const hashOf = (body: string | Buffer) => createHash('sha256').update(body).digest('hex').slice(0, 40)
const put = (body: string | Buffer, rest: string) => {
  const name = `${hashOf(body)}${rest}`
  writeFileSync(path.join(folder, name), body)
  return `/media/${encodeURIComponent(name)}`
}

const film = Buffer.from('0123456789')
const video = put(film, '.mp4')
const drawing = put(`<svg xmlns="http://www.w3.org/2000/svg">${'<g/>'.repeat(500)}</svg>`, '.svg')
const list = put('%PDF-1.7', '-قائمة-first.pdf')

const server = createServer(
  createListener({
    answer: async () => new Response('the site', { status: 418 }),
    staticFiles: new Map(),
    mediaFolder: folder,
    trustProxy: false,
    timing: false,
  }),
)
let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

function ask(address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: address, method, headers }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }),
      )
    })
      .on('error', reject)
      .end()
  })
}

test('a file is kept for good, and may load and run nothing', async () => {
  const { status, headers, body } = await ask(video)
  expect([status, body.toString()]).toEqual([200, '0123456789'])
  expect(headers).toMatchObject({
    'content-type': 'video/mp4',
    'content-length': '10',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'accept-ranges': 'bytes',
    etag: `"${hashOf(film)}"`,
  })
  expect(headers['content-disposition']).toBeUndefined()
})

test.each([
  ['its own tag', (etag: string) => etag, 304],
  ['its weak tag among others', (etag: string) => `"x", W/${etag}`, 304],
  ['any tag', () => '*', 304],
  ['another tag', () => '"x"', 200],
])('a browser that has %s is answered accordingly', async (_, tag, status) => {
  expect((await ask(video, { 'If-None-Match': tag(`"${hashOf(film)}"`) })).status).toBe(status)
})

test('its headers can be asked for alone', async () => {
  const { status, headers, body } = await ask(video, { Range: 'bytes=2-3' }, 'HEAD')
  expect([status, headers['content-length'], body.length]).toEqual([200, '10', 0])
})

describe('a part of a film', () => {
  test.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=4-', '456789', 'bytes 4-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-30', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
    ['bytes=9-9', '9', 'bytes 9-9/10'],
  ])('%s is sent alone', async (range, part, told) => {
    const { status, headers, body } = await ask(video, { Range: range })
    expect([status, body.toString(), headers['content-range']]).toEqual([206, part, told])
    expect(headers['content-length']).toBe(String(part.length))
  })

  test.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('%s is not there', async (range) => {
    const { status, headers, body } = await ask(video, { Range: range })
    expect([status, headers['content-range'], body.length]).toEqual([416, 'bytes */10', 0])
  })

  test.each(['bytes=0-1,3-4', 'bytes=5-2', 'lines=1-2', 'bytes=', 'bytes=a-b', 'bytes=0x1-2'])(
    'with %s the whole is sent',
    async (range) => {
      const { status, body } = await ask(video, { Range: range })
      expect([status, body.toString()]).toEqual([200, '0123456789'])
    },
  )

  test('is sent only of the film that the browser began', async () => {
    const same = await ask(video, { Range: 'bytes=4-', 'If-Range': `"${hashOf(film)}"` })
    const other = await ask(video, { Range: 'bytes=4-', 'If-Range': '"other"' })
    expect([same.status, other.status]).toEqual([206, 200])
  })
})

test('a drawing travels packed, and whole without its unpacking', async () => {
  const packed = await ask(drawing, { 'Accept-Encoding': 'gzip' })
  const plain = await ask(drawing)
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(packed.body.length).toBeLessThan(plain.body.length / 4)
  expect(gunzipSync(packed.body).equals(plain.body)).toBe(true)
  expect(plain.headers['content-type']).toBe('image/svg+xml')
})

test('a file to take along is saved under the name that its author gave it', async () => {
  const { headers } = await ask(list)
  expect(headers['content-type']).toBe('application/pdf')
  const encoded = `${encodeURIComponent('قائمة')}-first.pdf`
  expect(headers['content-disposition']).toBe(`attachment; filename="_____-first.pdf"; filename*=UTF-8''${encoded}`)
})

describe('nothing else', () => {
  const hash = hashOf(film)
  writeFileSync(path.join(folder, 'secret.txt'), 'secret')
  writeFileSync(path.join(folder, `${hash}.html`), '<script>alert(1)</script>')
  symlinkSync('/etc/passwd', path.join(folder, `${'0'.repeat(40)}.svg`))

  test.each([
    '/media/',
    '/media/secret.txt',
    `/media/${hash}.html`,
    `/media/${hash}.exe`,
    `/media/${hash}-evil.mp4.html`,
    `/media/${hash}-x.mp4`,
    `/media/${hash}.pdf`,
    `/media/${hash.toUpperCase()}.mp4`,
    `/media/../${hash}.mp4`,
    `/media/%2e%2e%2farticle54.sqlite`,
    `/media/..%2f..%2fetc%2fpasswd`,
    `/media/${hash}-..%2f..%2fx.pdf`,
    `/media/${hash}-a%00.pdf`,
    `/media/${hash}-a%0d%0aSet-Cookie:x.pdf`,
    '/media/%',
    '/media/constructor',
    `/media/${'0'.repeat(40)}.svg`,
    `/media/${'1'.repeat(40)}.avif`,
  ])('is served: %s', async (address) => {
    const { status, headers, body } = await ask(address)
    expect(status).toBe(404)
    expect(body.toString()).toBe('There is no such file.\n')
    expect(headers['cache-control']).toBe('no-store')
  })

  test('and nothing is changed', async () => {
    expect((await ask(video, { 'Sec-Fetch-Site': 'same-origin', 'Content-Length': '0' }, 'DELETE')).status).toBe(418)
  })
})

test('a reader who leaves in the middle costs the next one nothing', async () => {
  const large = put(Buffer.alloc(20_000_000, 1), '.webm')
  await new Promise<void>((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: large }, (incoming) => {
      incoming.once('data', () => {
        asked.destroy()
        resolve()
      })
      incoming.on('error', () => undefined)
    })
    asked.on('error', () => undefined)
    asked.end()
  })
  const { status, body } = await ask(large)
  expect([status, body.length]).toEqual([200, 20_000_000])
})
