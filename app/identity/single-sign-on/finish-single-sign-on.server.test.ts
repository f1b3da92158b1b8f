import { afterAll, describe, expect, test } from 'vitest'
import { reader } from '#db/client.server.ts'
import { signInStep } from '#db/schema/credentials.ts'
import { type HostileProvider, type Lies, startHostileProvider } from '../../../tests/hostile-provider.ts'
import { beginSingleSignOn } from './begin-single-sign-on.server.ts'
import { finishSingleSignOn } from './finish-single-sign-on.server.ts'
import { parseProviders, type Provider } from './provider.ts'

const clientId = 'article-54'
const redirectUri = 'https://learn.example/sign-in/with/hostile/back'
const hostile: HostileProvider = await startHostileProvider({ clientId })
afterAll(() => hostile.stop())

/** A provider of its own for each test: nothing that was found out about another is kept for it. */
function provider(overrides: object = {}): Provider {
  const described = { id: 'hostile', name: 'Hostile', issuer: hostile.issuer, clientId, allowPrivateHttp: true }
  const read = parseProviders(JSON.stringify({ providers: [{ ...described, ...overrides }] }))
  if (read.status === 'invalid') throw new Error(read.problems.join())
  return read.providers[0] as Provider
}

const now = () => Date.now()

async function begin(
  whom: Provider,
  { purpose = 'sign-in', kind = 'own' }: { purpose?: 'sign-in' | 'confirm'; kind?: 'own' | 'shared' } = {},
) {
  const begun = await beginSingleSignOn({
    provider: whom,
    purpose,
    accountId: null,
    redirectUri,
    kind,
    next: '/learn/notes',
    secure: true,
    now: now(),
  })
  if (begun.status !== 'begun') throw new Error(`not begun: ${begun.detail}`)
  const query = new URL(begun.address).searchParams
  return {
    query,
    state: query.get('state') ?? '',
    nonce: query.get('nonce') ?? '',
    cookie: begun.setCookie.split(';')[0] ?? '',
  }
}

function finish(whom: Provider, cookie: string, answer: Record<string, string>) {
  return finishSingleSignOn({
    provider: whom,
    answer: new URLSearchParams(answer),
    redirectUri,
    cookieHeader: cookie,
    secure: true,
    now: now(),
  })
}

/** Begins, lets the provider answer with `lies`, and finishes. */
async function round(
  lies: Lies,
  { answer = {}, whom = provider() }: { answer?: Record<string, string>; whom?: Provider } = {},
) {
  hostile.lie({})
  const { state, nonce, cookie } = await begin(whom)
  hostile.lie({ nonce, ...lies })
  return await finish(whom, cookie, { code: 'c', state, iss: hostile.issuer, ...answer })
}

describe('the way out', () => {
  test('carries state, nonce and a challenge, and keeps none of their secrets readable in the table', async () => {
    hostile.lie({})
    const { query, state, nonce, cookie } = await begin(provider({ scopes: ['openid', 'groups'] }))
    expect(Object.fromEntries(query)).toMatchObject({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid groups',
      code_challenge_method: 'S256',
    })
    expect(state.length).toBeGreaterThan(40)
    expect(cookie).toMatch(/^__Host-step-single-sign-on=.{40,}$/)
    const rows = JSON.stringify(await reader.select().from(signInStep))
    for (const secret of [state, nonce, cookie.split('=')[1] ?? '']) expect(rows).not.toContain(secret)
  })

  test('asks the provider to ask anew on a shared computer and to confirm', async () => {
    hostile.lie({})
    expect((await begin(provider())).query.has('prompt')).toBe(false)
    expect((await begin(provider(), { kind: 'shared' })).query.get('prompt')).toBe('login')
    const confirming = (await begin(provider(), { purpose: 'confirm' })).query
    expect([confirming.get('prompt'), confirming.get('max_age')]).toEqual(['login', '0'])
  })

  test('asks for the description of a provider once for many people', async () => {
    hostile.lie({})
    const whom = provider()
    await Promise.all([begin(whom), begin(whom), begin(whom)])
    expect(hostile.asked.filter(({ path }) => path.includes('well-known'))).toHaveLength(1)
  })
})

test('an honest answer proves who it is, with the claims of token and UserInfo', async () => {
  const result = await round({ idToken: { auth_time: 1_800_000_000 }, userInfo: { name: 'Amina' } })
  expect(result).toMatchObject({
    status: 'proven',
    begun: { purpose: 'sign-in', kind: 'own', next: '/learn/notes' },
    identity: {
      issuer: hostile.issuer,
      subject: 'officer-1',
      claims: { name: 'Amina' },
      authenticatedAt: 1_800_000_000_000,
    },
  })
  const redeemed = hostile.asked.find(({ path }) => path === '/token')?.body
  expect(redeemed?.get('redirect_uri')).toBe(redirectUri)
  expect(redeemed?.get('code_verifier')?.length).toBeGreaterThan(40)
})

const seconds = Math.floor(Date.now() / 1000)

test.each<[string, Lies]>([
  ['the nonce of another sign-in', { idToken: { nonce: 'another' } }],
  ['no nonce', { idToken: { nonce: undefined } }],
  ['another issuer', { idToken: { iss: 'https://elsewhere.example' } }],
  ['another audience', { idToken: { aud: 'another-client' } }],
  ['another authorized party', { idToken: { aud: [clientId, 'x'], azp: 'x' } }],
  ['a time that is over', { idToken: { exp: seconds - 3600 } }],
  ['no end', { idToken: { exp: undefined } }],
  ['no subject', { idToken: { sub: undefined } }],
  ['a signature by another key', { signature: 'foreign' }],
  ['no signature', { signature: 'none', header: { alg: 'none' } }],
  ['an empty signature', { signature: 'none' }],
  ['the public key used as a shared secret', { header: { alg: 'HS256' } }],
  ['a key that is not published', { header: { kid: 'other' } }],
  ['the UserInfo of somebody else', { userInfo: { sub: 'officer-2' } }],
  ['no ID token', { token: { status: 200, body: '{"access_token":"a","token_type":"Bearer"}' } }],
  [
    'an ID token that is none',
    { token: { status: 200, body: '{"access_token":"a","token_type":"Bearer","id_token":"a.b.c"}' } },
  ],
  [
    'an ID token of odd bytes',
    { token: { status: 200, body: '{"access_token":"a","token_type":"Bearer","id_token":"e30.e30.%%%"}' } },
  ],
  ['half of what it should hold', { token: { status: 200, body: '{"access_token":' } }],
  ['a refusal', { token: { status: 400, body: '{"error":"invalid_grant"}' } }],
  ['a demand for another client', { token: { status: 401, body: '{"error":"invalid_client"}' } }],
])('an answer with %s is not accepted', async (_what, lies) => {
  expect(await round(lies)).toMatchObject({ status: 'untrusted' })
})

test.each<[string, Lies]>([
  ['fails', { token: { status: 503, body: '{"error":"temporarily_unavailable"}' } }],
  ['answers with a page', { token: { status: 200, body: '<p>Sorry</p>', type: 'text/html' } }],
])('a provider that %s counts as out of reach', async (_what, lies) => {
  expect(await round(lies)).toMatchObject({ status: 'unavailable' })
})

test('a provider whose description leads elsewhere without https is not asked there', async () => {
  const whom = provider()
  hostile.lie({ metadata: { token_endpoint: 'http://x.example/token' } })
  const { state, cookie } = await begin(whom)
  const result = await finish(whom, cookie, { code: 'c', state, iss: hostile.issuer })
  expect(result).toMatchObject({ status: 'untrusted', detail: 'it leads to an address without https' })
})

test('an answer in the name of another issuer is not redeemed (RFC 9207)', async () => {
  expect(await round({}, { answer: { iss: 'https://elsewhere.example' } })).toMatchObject({ status: 'untrusted' })
  expect(hostile.asked).toEqual([])
})

test.each([
  ['access_denied', 'declined'],
  ['login_required', 'declined'],
  ['server_error', 'unavailable'],
  ['temporarily_unavailable', 'unavailable'],
  ['invalid_request', 'untrusted'],
  ['<script>alert(1)</script>', 'untrusted'],
])('the error %s of a provider counts as %s, and only codes reach the log', async (error, status) => {
  const result = await round({}, { answer: { error, error_description: 'Amina Odhiambo may not' } })
  expect(result).toMatchObject({ status, begun: { next: '/learn/notes' } })
  expect(JSON.stringify(result)).not.toMatch(/Amina|script/)
})

describe('an answer counts', () => {
  const honest = (state: string) => ({ code: 'c', state, iss: hostile.issuer })

  test('once', async () => {
    hostile.lie({})
    const whom = provider()
    const { state, nonce, cookie } = await begin(whom)
    hostile.lie({ nonce })
    const answers = await Promise.all([1, 2, 3].map(() => finish(whom, cookie, honest(state))))
    expect(answers.map(({ status }) => status).sort()).toEqual(['expired', 'expired', 'proven'])
    expect(await finish(whom, cookie, honest(state))).toEqual({ status: 'expired' })
  })

  test('only in the browser that began, and an alien one does not end what that began', async () => {
    hostile.lie({})
    const whom = provider()
    const mine = await begin(whom)
    const theirs = await begin(whom)
    expect(await finish(whom, mine.cookie, honest(theirs.state))).toEqual({ status: 'expired' })
    expect(await finish(whom, '', honest(mine.state))).toEqual({ status: 'expired' })
    expect(await finish(whom, mine.cookie, { code: 'c' })).toEqual({ status: 'expired' })
    hostile.lie({ nonce: mine.nonce })
    expect(await finish(whom, mine.cookie, honest(mine.state))).toMatchObject({ status: 'proven' })
  })

  test('only for the provider that was asked', async () => {
    hostile.lie({})
    const { state, cookie } = await begin(provider())
    expect(await finish(provider({ id: 'another' }), cookie, honest(state))).toEqual({ status: 'expired' })
  })

  test('only for ten minutes', async () => {
    hostile.lie({})
    const whom = provider()
    const { state, cookie } = await begin(whom)
    const late = await finishSingleSignOn({
      provider: whom,
      answer: new URLSearchParams(honest(state)),
      redirectUri,
      cookieHeader: cookie,
      secure: true,
      now: now() + 10 * 60_000,
    })
    expect(late).toEqual({ status: 'expired' })
  })
})

test('to confirm, the provider must say when it asked', async () => {
  const whom = provider()
  for (const [told, status] of [
    [{}, 'untrusted'],
    [{ auth_time: seconds - 3600 }, 'untrusted'],
    [{ auth_time: seconds }, 'proven'],
  ] as const) {
    hostile.lie({})
    const { state, nonce, cookie } = await begin(whom, { purpose: 'confirm' })
    hostile.lie({ nonce, idToken: told })
    expect(await finish(whom, cookie, { code: 'c', state, iss: hostile.issuer }), status).toMatchObject({ status })
  }
})

describe('a provider is not begun with', () => {
  const attempt = async (lies: Lies, overrides: object = {}) => {
    hostile.lie(lies)
    const asked = { provider: provider(overrides), purpose: 'sign-in', accountId: null, redirectUri } as const
    return await beginSingleSignOn({ ...asked, kind: 'own', next: null, secure: true, now: now() })
  }

  test.each<[string, Lies, string]>([
    ['that calls itself otherwise', { metadata: { issuer: 'https://elsewhere.example' } }, 'untrusted'],
    ['that leads elsewhere without https', { metadata: { authorization_endpoint: 'http://x.example/a' } }, 'untrusted'],
    ['that leads to a script', { metadata: { authorization_endpoint: 'javascript:alert(1)' } }, 'untrusted'],
    ['that leads nowhere', { metadata: { authorization_endpoint: undefined } }, 'untrusted'],
    ['that is not found', { discovery: { status: 404, body: '{}' } }, 'unavailable'],
    ['that answers with a page', { discovery: { status: 200, body: '<p>', type: 'text/html' } }, 'unavailable'],
    ['that answers nothing', { silent: 'discovery' }, 'unavailable'],
  ])('%s', async (_what, lies, status) => {
    expect(await attempt(lies)).toMatchObject({ status })
  })

  test('that nothing listens for', async () => {
    expect(await attempt({}, { issuer: 'http://127.0.0.1:9' })).toMatchObject({ status: 'unavailable' })
  })
})
