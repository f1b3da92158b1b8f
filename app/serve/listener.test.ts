import { createServer, request, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createListener } from './listener.server.ts'
import type { StaticFile } from './static-files.server.ts'

const page = `<!doctype html><p>${'word '.repeat(400)}</p>`
const file: StaticFile = {
  type: 'text/css; charset=utf-8',
  etag: '"abc"',
  immutable: true,
  bodies: { identity: Buffer.from('body{}'), br: Buffer.from('packed') },
}

const server = createServer(
  createListener({
    answer: async (asked) => {
      const { pathname } = new URL(asked.url)
      if (pathname === '/fault') throw new Error('the secret reason')
      if (pathname.startsWith('/echo')) return new Response(await asked.text())
      if (pathname === '/origin') return new Response(asked.headers.get('Origin'))
      if (pathname === '/two-cookies') {
        const headers = new Headers([
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
        ])
        return new Response(null, { status: 302, headers })
      }
      return new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
    },
    staticFiles: new Map([['/assets/app.css', file]]),
    mediaFolder: '/nowhere',
    trustProxy: false,
    timing: false,
    bodyLimit: 100,
    fileLimits: new Map([['/echo/file', 200]]),
  }),
)

let own = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  own = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

function ask(path: string, { method = 'GET', headers = {}, body = '' } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port: own.split(':')[1], path, method, headers }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

describe('every answer', () => {
  test.each(['/', '/assets/app.css', '/fault', '//', '/%ZZ'])(
    'to %s forbids everything from elsewhere',
    async (path) => {
      const { headers } = await ask(path)
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|data:|https?:/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['referrer-policy']).toBe('same-origin')
    },
  )

  test('to a fault says nothing of its reason', async () => {
    const { status, body } = await ask('/fault')
    expect(status).toBe(500)
    expect(body.toString()).not.toContain('secret')
  })
})

describe('a page', () => {
  test('travels compressed, whole, and is asked for anew each time', async () => {
    const { headers, body } = await ask('/', { headers: { 'Accept-Encoding': 'gzip, br' } })
    expect(headers['content-encoding']).toBe('br')
    expect(Number(headers['content-length'])).toBe(body.length)
    expect(brotliDecompressSync(body).toString()).toBe(page)
    expect(headers['cache-control']).toBe('private, no-cache')
  })

  test('travels as it is for a browser that cannot unpack', async () => {
    const { headers, body } = await ask('/', { headers: { 'Accept-Encoding': 'br;q=0' } })
    expect(headers['content-encoding']).toBeUndefined()
    expect(body.toString()).toBe(page)
  })

  test('does not travel again when it has not changed', async () => {
    const { headers } = await ask('/')
    const second = await ask('/', { headers: { 'If-None-Match': headers.etag ?? '' } })
    expect([second.status, second.body.length]).toEqual([304, 0])
  })
})

describe('a static file', () => {
  test('is sent as packed at build time and kept for good', async () => {
    const { headers, body } = await ask('/assets/app.css', { headers: { 'Accept-Encoding': 'br' } })
    expect(body.toString()).toBe('packed')
    expect(headers['cache-control']).toContain('immutable')
  })
})

describe('a change', () => {
  const post = (headers: Record<string, string>, body = 'x') =>
    ask('/echo', { method: 'POST', headers: { 'Content-Length': String(body.length), ...headers }, body })

  test.each([
    ['from another site', () => ({ Origin: 'https://evil.example' }), 403],
    ['from a sandboxed page', () => ({ Origin: 'null' }), 403],
    ['that does not say where it comes from', () => ({}), 403],
    ['from this site', () => ({ Origin: `http://${own}` }), 200],
    ['that the browser calls same-origin', () => ({ 'Sec-Fetch-Site': 'same-origin' }), 200],
    ['that the browser calls cross-site', () => ({ 'Sec-Fetch-Site': 'cross-site' }), 403],
  ])('%s is answered accordingly', async (_name, headers, status) => {
    expect((await post(headers())).status).toBe(status)
  })

  test('is not asked a second time where it comes from, when it was told here', async () => {
    const headers = { Origin: `http://${own}`, 'X-Forwarded-Host': 'inside.example', 'Content-Length': '0' }
    const { status, body } = await ask('/origin', { method: 'POST', headers })
    expect([status, body.toString()]).toEqual([200, ''])
  })

  test.each(['/%', '/%ED%A0%80', '/courses/%C3%28', '/%E0%A4%A?q=1'])(
    'to an address that is no text, %s, is refused and goes no further',
    async (path) => {
      const { status, body } = await ask(path)
      expect([status, body.toString()]).toEqual([400, 'The address or method is malformed.\n'])
    },
  )

  test('by TRACE, which would send headers back, is refused', async () => {
    expect((await ask('/', { method: 'TRACE' })).status).toBe(403)
    expect((await ask('/', { method: 'TRACE', headers: { Origin: `http://${own}` } })).status).toBe(400)
  })

  test('larger than the limit is refused before it is read', async () => {
    const { status } = await post({ Origin: `http://${own}` }, 'x'.repeat(101))
    expect(status).toBe(413)
  })

  test('may be larger where files are taken, and there alone', async () => {
    const send = (path: string, length: number) =>
      ask(path, {
        method: 'POST',
        headers: { 'Content-Length': String(length), Origin: `http://${own}` },
        body: 'x'.repeat(length),
      })
    expect((await send('/echo/file?step=2', 200)).status).toBe(200)
    expect((await send('/echo/file', 201)).status).toBe(413)
    expect((await send('/echo/files', 200)).status).toBe(413)
  })

  test('may set several cookies', async () => {
    expect((await ask('/two-cookies')).headers['set-cookie']).toEqual(['a=1', 'b=2'])
  })
})
