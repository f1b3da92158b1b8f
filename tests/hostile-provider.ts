import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Json = Record<string, unknown>

/** What the provider answers; each field replaces the honest answer. */
export type Lies = {
  metadata?: Json
  /** Claims of the ID token, and fields of its header. */
  idToken?: Json
  header?: Json
  /** Signs with a key that the provider does not publish, or not at all. */
  signature?: 'foreign' | 'none'
  userInfo?: Json
  /** The answer of an endpoint as it stands, instead. */
  token?: { status: number; body: string; type?: string }
  discovery?: { status: number; body: string; type?: string }
  /** Never answers there. */
  silent?: 'discovery' | 'token'
}

export type HostileProvider = {
  issuer: string
  /** What was asked since the last `lie`: path and body. */
  asked: { path: string; body: URLSearchParams }[]
  /** How it answers from now on. `nonce` is what the client sent. */
  lie: (lies: Lies & { nonce?: string }) => void
  stop: () => Promise<void>
}

const published = generateKeyPairSync('rsa', { modulusLength: 2048 })
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })

const base64 = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url')

function signed(header: Json, claims: Json, key: KeyObject | null): string {
  const content = `${base64(header)}.${base64(claims)}`
  return `${content}.${key ? sign('sha256', Buffer.from(content), key).toString('base64url') : ''}`
}

/** An identity provider on the loopback address that answers as it is told: honestly, or not. */
export async function startHostileProvider({ clientId }: { clientId: string }): Promise<HostileProvider> {
  let lies: Lies & { nonce?: string } = {}
  let asked: HostileProvider['asked'] = []
  let issuer = ''
  const answers: Record<string, () => Json> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/keys`,
      authorization_response_iss_parameter_supported: true,
      ...lies.metadata,
    }),
    '/keys': () => ({
      keys: [{ ...published.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }],
    }),
    '/userinfo': () => ({ sub: 'officer-1', ...lies.userInfo }),
    '/token': () => {
      const seconds = Math.floor(Date.now() / 1000)
      const claims = {
        iss: issuer,
        sub: 'officer-1',
        aud: clientId,
        iat: seconds,
        exp: seconds + 300,
        nonce: lies.nonce,
        ...lies.idToken,
      }
      const key = { foreign: foreign.privateKey, none: null, honest: published.privateKey }[lies.signature ?? 'honest']
      const token = signed({ alg: 'RS256', kid: 'k', ...lies.header }, claims, key)
      return { access_token: 'opaque', token_type: 'Bearer', expires_in: 60, id_token: token }
    },
  }
  const send = (response: ServerResponse, { status, body, type }: { status: number; body: string; type?: string }) => {
    response.writeHead(status, { 'Content-Type': type ?? 'application/json' }).end(body)
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', issuer).pathname
    let body = ''
    request.on('data', (chunk: Buffer) => (body += String(chunk)))
    request.on('end', () => {
      asked.push({ path, body: new URLSearchParams(body) })
      const place = path === '/token' ? 'token' : path === '/keys' || path === '/userinfo' ? null : 'discovery'
      if (place && lies.silent === place) return
      const given = place && lies[place]
      if (given) return send(response, given)
      const answer = answers[path]
      send(response, answer ? { status: 200, body: JSON.stringify(answer()) } : { status: 404, body: '{}' })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    get asked() {
      return asked
    },
    lie(next) {
      lies = next
      asked = []
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
