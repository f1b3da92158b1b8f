import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { findSecondFactors } from '#app/identity/second-factor/second-factor-queries.server.ts'
import { verifyPassword } from '#app/identity/sign-in/passwords.server.ts'
import type { Grant } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { platformSetting } from '#db/schema/platform.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertPasskey, insertTotp } from '#db/seed/second-factor.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as addPasskey from './add-passkey.tsx'
import * as passkey from './passkey.tsx'
import * as recoveryCodes from './recovery-codes.tsx'
import * as security from './security.tsx'

const site = siteOf({
  '/account/security': security,
  '/account/recovery-codes': recoveryCodes,
  '/account/passkeys/new': addPasskey,
  '/account/passkeys/:passkey': passkey,
})
const administrator: Grant = { role: 'administrator', scopeKind: 'platform', scopeId: '' }

beforeEach(async () => {
  await write((tx) => tx.delete(platformSetting))
})

async function personWith({ roles = [], password }: { roles?: Grant[]; password?: string } = {}) {
  const { id } = await write((tx) => insertAccount({ roles, ...(password ? { password } : {}) }, tx))
  return { accountId: id, browse: site(id, roles) }
}

test('who has no password may set one, and nobody sets a second beside it', async () => {
  const { accountId, browse } = await personWith()
  const page = await browse.visit('/account/security')
  expect(page.html).toContain('Set a password')
  expect(page.html).not.toContain('Current password')
  const fields = 'intent=first-password&password=three+quiet+rivers&passwordAgain='
  const wrong = await browse.post('/account/security', `${fields}three+loud+rivers`)
  expect([wrong.status, wrong.html.includes('The two passwords are not the same.')]).toEqual([422, true])
  expect(await browse.post('/account/security', `${fields}three+quiet+rivers`)).toMatchObject({
    status: 302,
    location: '/account/security',
  })
  const [row] = await reader.select().from(account).where(eq(account.id, accountId))
  expect(await verifyPassword(row?.passwordHash ?? '', 'three quiet rivers')).toBe(true)
  expect((await browse.post('/account/security', `${fields}three+quiet+rivers`)).status).toBe(400)
})

test('the last second factor that a role asks for has no button to remove it, and why is said', async () => {
  await write((tx) =>
    tx.insert(platformSetting).values({ name: 'secondFactorRoles', value: '["administrator"]', updatedAt: 1 }),
  )
  const { accountId, browse } = await personWith({ roles: [administrator], password: 'three quiet rivers' })
  await write((tx) => insertTotp({ accountId }, tx))
  const page = await browse.visit('/account/security')
  expect(page.html).toContain('the last one cannot be removed')
  expect(page.html).not.toContain('Remove the codes')
  expect((await browse.post('/account/security', 'intent=remove-totp')).status).toBe(422)
  expect((await findSecondFactors({ accountId })).totp).toBe(true)
  const { credentialId } = await write((tx) => insertPasskey({ accountId }, tx))
  expect((await browse.visit('/account/security')).html).toContain('Remove the codes')
  expect((await browse.post(`/account/passkeys/${credentialId}`, 'intent=remove')).status).toBe(302)
  expect((await findSecondFactors({ accountId })).passkeys).toBe(0)
})

test('who has few recovery codes left is warned; new ones are shown once', async () => {
  const { accountId, browse } = await personWith()
  expect((await browse.visit('/account/recovery-codes')).location).toBe('/account/security')
  await write((tx) => insertTotp({ accountId }, tx))
  expect((await browse.visit('/account/security')).html).toContain('You have no recovery codes left.')
  const made = await browse.post('/account/recovery-codes', '')
  expect(made.html.match(/<code>[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}<\/code>/g)).toHaveLength(10)
  const page = await browse.visit('/account/security')
  expect(page.html).toContain('You have 10 recovery codes left.')
  expect(page.html).not.toContain('before you need them')
})

test('a passkey of somebody else does not exist', async () => {
  const other = await personWith()
  const { credentialId } = await write((tx) => insertPasskey(other, tx))
  const { browse } = await personWith()
  const path = `/account/passkeys/${credentialId}`
  expect((await browse.visit(path)).status).toBe(404)
  expect((await browse.post(path, 'intent=rename&name=Mine')).status).toBe(404)
  expect((await browse.post(path, 'intent=remove')).status).toBe(404)
  expect((await other.browse.visit(path)).html).toContain('Blue key')
})

test('where the site has no name or no HTTPS the pages say why there are no passkeys', async () => {
  const { browse } = await personWith()
  for (const path of ['/account/security', '/account/passkeys/new']) {
    const { html } = await browse.visit(path)
    expect(html, path).toContain('Passkeys work only where the site is reached by a name and over HTTPS.')
    expect(html, path).not.toContain('<script')
  }
})

test.each([
  'intent=remove-everything',
  '',
  'intent=rename-passkey',
  'intent=end-session',
  'intent=password&password=x',
])('what no button of the page sends is refused without a fault: %s', async (body) => {
  const { browse } = await personWith({ password: 'three quiet rivers' })
  expect((await browse.post('/account/security', body)).status).toBe(422)
})
