// A real identity provider (oidc-provider) as a process of its own, for the browser tests. It knows the people that the
// tests tell it of: whoever types a name at its page is that person.
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { testClient } from './site-providers.ts'

const url = new URL(process.env.PROVIDER_URL ?? '')
const site = process.env.SITE_URL ?? ''

// It tells at its start what would be unfit for real use, all of which is meant here.
Object.assign(console, { warn: () => undefined, info: () => undefined })
const { Provider } = await import('oidc-provider')

type Claims = Record<string, unknown> & { amr?: string[] }

const people = new Map<string, Claims>()
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

const provider = new Provider(url.origin, {
  clients: [
    {
      client_id: testClient.clientId,
      client_secret: testClient.clientSecret,
      redirect_uris: [`${site}/sign-in/with/coast/back`],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'tests' }] },
  cookies: { keys: ['for tests only'] },
  claims: {
    openid: ['sub', 'amr'],
    profile: ['name', 'preferred_username'],
    email: ['email', 'email_verified'],
    groups: ['groups', 'department'],
  },
  scopes: ['openid', 'profile', 'email', 'groups'],
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/ask/${uid}` },
  findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...people.get(sub), sub }) }),
  ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 3600, Grant: 3600 },
  // Nobody is asked what the site may know.
  async loadExistingGrant({ oidc }) {
    const clientId = oidc.client?.clientId ?? ''
    const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId ?? '' })
    grant.addOIDCScope('openid profile email groups')
    await grant.save()
    return grant
  },
})

const page = `<!doctype html><html lang="en"><title>Coast Police</title><form method="post">
<label>Service number <input name="sub" autocomplete="off"></label>
<button name="answer" value="yes">Sign in</button> <button name="answer" value="no">Decline</button></form>`

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

/** Shows the form, or takes what was typed into it. */
async function ask(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page)
    return
  }
  const form = new URLSearchParams(await bodyOf(request))
  const sub = form.get('sub') ?? ''
  const { amr = ['pwd'] } = people.get(sub) ?? {}
  const result =
    form.get('answer') === 'yes'
      ? { login: { accountId: sub, amr } }
      : { error: 'access_denied', error_description: 'The person declined' }
  await provider.interactionFinished(request, response, result)
}

/** PUT /people/<sub> with claims as JSON: how the tests tell of people. */
async function learn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  people.set((request.url ?? '').slice('/people/'.length), JSON.parse(await bodyOf(request)) as Claims)
  response.writeHead(204).end()
}

const answer = provider.callback()
createServer((request, response) => {
  const work = request.url?.startsWith('/people/') ? learn : request.url?.startsWith('/ask/') ? ask : null
  if (!work) return void answer(request, response)
  work(request, response).catch((error: unknown) => {
    process.stderr.write(`The provider of the tests failed: ${String(error)}\n`)
    response.writeHead(500).end()
  })
}).listen(Number(url.port), '127.0.0.1')
