import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { APIResponse } from '@playwright/test'
import { pageHeaders, securityHeaders } from '#app/serve/security-headers.ts'
import { everyRole, expect, test } from './fixtures.ts'

/** What every answer must carry, whatever it is. */
function expectGuarded(response: APIResponse): void {
  const headers = response.headers()
  const isPage = (headers['content-type'] ?? '').startsWith('text/html')
  const expected = { ...securityHeaders({ secure: false }), ...(isPage ? pageHeaders : {}) }
  for (const [name, value] of Object.entries(expected)) {
    const found = headers[name.toLowerCase()]
    // A file of a course has a policy of its own, as narrow.
    const sandboxed =
      name === 'Content-Security-Policy' && found === "default-src 'none'; frame-ancestors 'none'; sandbox"
    expect([response.url(), name, sandboxed ? value : found]).toEqual([response.url(), name, value])
  }
  expect(headers['access-control-allow-origin']).toBeUndefined()
  expect(headers['x-powered-by']).toBeUndefined()
  expect(headers.server).toBeUndefined()
}

test('every kind of answer carries the headers that guard it', async ({
  page,
  context,
  newPerson,
  signIn,
  baseURL,
}) => {
  const stylesheet = /\/assets\/[\w-]+\.css/.exec(await (await page.request.get('/')).text())?.[0] ?? 'none'
  const asStranger: [string, number][] = [
    ['/', 200],
    ['/nothing-here', 404],
    ['/learn', 302],
    ['/sign-out', 302],
    ['/healthz', 200],
    [stylesheet, 200],
    ['/favicon.svg', 200],
    ['/robots.txt', 200],
    [`/media/${'0'.repeat(40)}.avif`, 404],
  ]
  for (const [address, status] of asStranger) {
    const response = await page.request.get(address, { maxRedirects: 0 })
    expect([address, response.status()]).toEqual([address, status])
    expectGuarded(response)
  }
  const media = path.join(process.env.DATA_DIR ?? '', 'media')
  const picture = `${'a1'.repeat(20)}.svg`
  mkdirSync(media, { recursive: true, mode: 0o700 })
  writeFileSync(path.join(media, picture), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  const shown = await page.request.get(`/media/${picture}`)
  expect(shown.status()).toBe(200)
  expectGuarded(shown)
  for (const [headers, status] of [
    [{ Origin: 'https://elsewhere.example' }, 403],
    [{ Origin: baseURL ?? '' }, 422],
  ] as const) {
    const response = await page.request.post('/sign-in', { headers, form: { name: '' } })
    expect(response.status()).toBe(status)
    expectGuarded(response)
  }

  await signIn(context, await newPerson({ grants: everyRole }))
  for (const [address, cache] of [
    ['/learn', 'private, no-cache'],
    ['/account', 'no-store'],
    ['/admin/people', 'no-store'],
    ['/manage', 'no-store'],
    ['/admin/audit', 'private, no-store'],
    ['/admin/audit.csv', 'private, no-store'],
    ['/learn/notes.txt', 'private, no-store'],
  ] as const) {
    const response = await page.request.get(address)
    expect([address, response.status(), response.headers()['cache-control']]).toEqual([address, 200, cache])
    expectGuarded(response)
  }
  const out = await page.request.post('/sign-out', { headers: { Origin: baseURL ?? '' }, maxRedirects: 0 })
  expect(out.headers()['clear-site-data']).toBe('"cache", "storage"')
  expectGuarded(out)
})

test('a browser complains of no header, and is told to stay with HTTPS by a server that is reached by it', async ({
  watched,
  startOwnServer,
}) => {
  test.setTimeout(180_000)
  const complaints: string[] = []
  watched.on('console', (message) => complaints.push(message.text()))
  await watched.goto('/convention/25')
  expect(complaints).toEqual([])

  const server = await startOwnServer({ TRUST_PROXY: '1' })
  const response = await watched.request.get(server.url, { headers: { 'X-Forwarded-Proto': 'https' } })
  expect(response.headers()['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
})

test('what a first start makes is for the server alone to read', async ({ startOwnServer }) => {
  test.setTimeout(180_000)
  const { dataDir } = await startOwnServer()
  const made = readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
  expect(made).toEqual(expect.arrayContaining(['secret', 'article54.sqlite']))
  const open = [dataDir, ...made.map((name) => path.join(dataDir, name))].filter((name) => {
    const found = statSync(name)
    return (found.mode & 0o777) !== (found.isDirectory() ? 0o700 : 0o600)
  })
  expect(open).toEqual([])
})
