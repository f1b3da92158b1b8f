import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { NotFound } from '#app/errors.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { externalIdentity, passkey, signInFailure, signInStep } from '#db/schema/credentials.ts'
import { account } from '#db/schema/identity.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertPasskey, insertTotp } from '#db/seed/second-factor.ts'
import { softwareAuthenticator } from '../../../tests/software-authenticator.ts'
import { enter } from '../sign-in/enter.server.ts'
import { confirmWithPasskey } from '../sign-in/confirm-identity.server.ts'
import { findViewer, startSession } from '../sign-in/sessions.server.ts'
import type { Viewer } from '../viewer.ts'
import { addPasskey } from './add-passkey.server.ts'
import { beginPasskey } from './begin-passkey.server.ts'
import { checkPasskey } from './check-passkey.server.ts'
import { listPasskeys } from './passkey-queries.server.ts'
import type { PasskeyPurpose } from './passkey.ts'
import { passWithPasskey } from './pass-second-factor.server.ts'
import { relyingPartyAt } from './relying-party.ts'
import { removeSecondFactor } from './remove-second-factor.server.ts'
import { renamePasskey } from './rename-passkey.server.ts'

const origin = 'https://learn.example.org'
const relyingParty = relyingPartyAt(origin)
if (!relyingParty) throw new Error('no passkeys there')
const now = Date.now()
const MINUTE = 60_000

beforeEach(async () => {
  await write(async (tx) => {
    await tx.delete(account)
    await tx.delete(signInStep)
    await tx.delete(signInFailure)
  })
})

const cookieOf = (setCookie: string) => setCookie.split(';')[0] ?? ''

async function signedIn() {
  const { id } = await write((tx) => insertAccount({}, tx))
  const { setCookie } = await startSession({ accountId: id, secure: true, now })
  const { viewer, session } = await findViewer({ cookieHeader: cookieOf(setCookie), secure: true })
  if (!viewer || !session) throw new Error('not signed in')
  return { viewer, handle: session.handle }
}

async function begin(
  purpose: PasskeyPurpose,
  given: { viewer?: Viewer; cookieHeader?: string; address?: string } = {},
) {
  const { viewer = null, cookieHeader = null, address = '203.0.113.7' } = given
  const begun = await beginPasskey({
    purpose,
    viewer,
    relyingParty: relyingParty!,
    siteName: 'Article 54',
    address,
    cookieHeader,
    secure: true,
    now,
  })
  if (begun.status !== 'begun') throw new Error(begun.status)
  return { options: begun.options, cookieHeader: cookieOf(begun.setCookie) }
}

type Key = ReturnType<typeof softwareAuthenticator>

async function add({ viewer, handle }: { viewer: Viewer; handle: string }, key: Key) {
  const { options, cookieHeader } = await begin('registration', { viewer })
  const credential = key.create(options)
  return await addPasskey({
    viewer,
    handle,
    name: 'Blue key',
    credential,
    relyingParty: relyingParty!,
    cookieHeader,
    secure: true,
    now,
  })
}

const check = (credential: string, cookieHeader: string | null, at = now) =>
  checkPasskey({ purpose: 'sign-in', credential, relyingParty: relyingParty!, cookieHeader, secure: true, now: at })

async function signInWith(key: Key, options: Parameters<Key['get']>[1] = {}) {
  const { options: asked, cookieHeader } = await begin('sign-in')
  return await check(key.get(asked, options), cookieHeader)
}

async function withKey() {
  const person = await signedIn()
  const key = softwareAuthenticator({ origin })
  expect((await add(person, key)).status).toBe('added')
  return { ...person, key, accountId: person.viewer.accountId }
}

const refusals = async (accountId: string) =>
  (await reader.select().from(auditEntry).where(eq(auditEntry.subjectId, accountId)))
    .filter(({ action }) => action === 'sign-in-refused')
    .map(({ content }) => (JSON.parse(content ?? '{}') as { facts: { reason: string } }).facts.reason)

describe('a passkey', () => {
  test('is added, listed, renamed, and brings recovery codes when it is the first second factor', async () => {
    const person = await signedIn()
    const added = await add(person, softwareAuthenticator({ origin }))
    expect('recoveryCodes' in added && added.recoveryCodes).toHaveLength(10)
    expect(await add(person, softwareAuthenticator({ origin }))).toMatchObject({ status: 'added', recoveryCodes: null })
    const [first] = await listPasskeys(person)
    expect(first).toMatchObject({ name: 'Blue key', lastUsedAt: null, backedUp: false, createdAt: now })
    const credentialId = first?.credentialId ?? ''
    await renamePasskey({ ...person, credentialId, name: 'Red key' })
    expect((await listPasskeys(person)).map(({ name }) => name)).toEqual(['Red key', 'Blue key'])
    const other = await signedIn()
    await expect(renamePasskey({ ...other, credentialId, name: 'Mine' })).rejects.toThrow(NotFound)
  })

  test('signs in whose it is, and nobody need say who', async () => {
    const { key, accountId } = await withKey()
    const { options } = await begin('sign-in')
    expect(options).toMatchObject({ rpId: 'learn.example.org', userVerification: 'required', allowCredentials: [] })
    expect(await signInWith(key)).toEqual({ status: 'shown', accountId })
    expect(await signInWith(key, { userHandle: accountId })).toEqual({ status: 'shown', accountId })
  })

  test('is asked for by name where it is known whose it must be, and excluded where it is there already', async () => {
    const { viewer, key } = await withKey()
    const { options } = await begin('registration', { viewer })
    expect(options).toMatchObject({
      rp: { id: 'learn.example.org' },
      excludeCredentials: [{ id: key.id, transports: ['usb'] }],
    })
    expect((await begin('confirm', { viewer })).options).toMatchObject({ allowCredentials: [{ id: key.id }] })
  })

  test('that is the only way in stays until there is another', async () => {
    const person = await withKey()
    const { viewer, accountId } = person
    const remove = (id: string) => removeSecondFactor({ viewer, factor: { kind: 'passkey', credentialId: id }, now })
    await write((tx) => insertTotp({ accountId }, tx))
    expect(await remove(person.key.id)).toEqual({ status: 'last-way' })
    expect(await listPasskeys(person)).toHaveLength(1)

    const another = softwareAuthenticator({ origin })
    await write((tx) => insertPasskey({ accountId, credentialId: another.id }, tx))
    expect(await remove(another.id)).toEqual({ status: 'removed' })

    const identity = { issuer: 'https://id.example', subject: accountId, createdAt: now, lastUsedAt: now }
    await write((tx) => tx.insert(externalIdentity).values({ accountId, ...identity }))
    expect(await remove(person.key.id)).toEqual({ status: 'removed' })
  })

  test('of somebody else cannot be added again', async () => {
    const { key } = await withKey()
    expect(await add(await signedIn(), key)).toEqual({ status: 'refused' })
  })
})

describe('what is signed', () => {
  test('counts once, in the browser that was asked, for ten minutes', async () => {
    const { key } = await withKey()
    const { options, cookieHeader } = await begin('sign-in')
    const credential = key.get(options)
    expect(await check(credential, null)).toEqual({ status: 'expired' })
    expect(await check(credential, cookieHeader, now + 11 * MINUTE)).toEqual({ status: 'expired' })
    expect((await check(credential, cookieHeader)).status).toBe('shown')
    expect(await check(credential, cookieHeader)).toEqual({ status: 'expired' })
  })

  test('wrongly uses the challenge up, too', async () => {
    const { key } = await withKey()
    const { options, cookieHeader } = await begin('sign-in')
    expect(await check('{}', cookieHeader)).toEqual({ status: 'refused' })
    expect(await check(key.get(options), cookieHeader)).toEqual({ status: 'expired' })
  })

  test.each([
    ['at another site', { at: 'https://learn.example.org.evil.test' }],
    ['at the same host without HTTPS', { at: 'http://learn.example.org' }],
    ['for another account', { userHandle: 'somebody' }],
  ])('%s is refused and recorded', async (_name, options) => {
    const { key, accountId } = await withKey()
    expect(await signInWith(key, options)).toEqual({ status: 'refused' })
    expect(await refusals(accountId)).toEqual(['passkey'])
  })

  test('for another challenge, or by another key, is refused', async () => {
    const { key } = await withKey()
    const { cookieHeader } = await begin('sign-in')
    expect(await check(key.get({ challenge: 'another' }), cookieHeader)).toEqual({ status: 'refused' })
    const impostor = softwareAuthenticator({ origin })
    const { options, cookieHeader: second } = await begin('sign-in')
    const forged = JSON.stringify({ ...JSON.parse(impostor.get(options)), id: key.id, rawId: key.id })
    expect(await check(forged, second)).toEqual({ status: 'refused' })
    expect(await signInWith(impostor)).toEqual({ status: 'refused' })
  })

  test.each([
    '',
    'null',
    '[]',
    '{"id":1}',
    '{',
    '"x"',
    JSON.stringify({ id: 'a', rawId: 'a', type: 'public-key', response: {} }),
  ])('as %j is refused and is no fault', async (credential) => {
    const { cookieHeader } = await begin('sign-in')
    expect(await check(credential, cookieHeader)).toEqual({ status: 'refused' })
  })

  test('without verifying the person is no way to sign in, but a second factor after a password', async () => {
    const { key, accountId } = await withKey()
    key.state.verifies = false
    expect(await signInWith(key)).toEqual({ status: 'refused' })
    const step = await enter({
      accountId,
      way: 'password',
      secondFactor: null,
      kind: 'own',
      device: '',
      next: null,
      secure: true,
      now,
    })
    const waiting = 'setCookie' in step ? cookieOf(step.setCookie) : ''
    const { options, cookieHeader } = await begin('second-factor', { cookieHeader: waiting })
    expect(options).toMatchObject({ allowCredentials: [{ id: key.id }] })
    const pass = () =>
      passWithPasskey({
        credential: key.get(options),
        relyingParty: relyingParty!,
        cookieHeader: `${waiting}; ${cookieHeader}`,
        secure: true,
        now,
      })
    expect(await pass()).toMatchObject({ status: 'passed', accountId, secondFactor: 'passkey' })
    expect(await pass()).toEqual({ status: 'expired' })
  })

  test('by the passkey of somebody else confirms nobody', async () => {
    const { viewer, handle } = await withKey()
    const other = await withKey()
    const { options, cookieHeader } = await begin('confirm', { viewer })
    const confirm = (key: Key, header: string, asked: { challenge: string }) =>
      confirmWithPasskey({
        viewer,
        handle,
        credential: key.get(asked),
        relyingParty: relyingParty!,
        cookieHeader: header,
        secure: true,
        now,
      })
    expect(await confirm(other.key, cookieHeader, options)).toEqual({ status: 'refused' })
    const theirs = await begin('confirm', { viewer: other.viewer })
    expect(await confirm(other.key, theirs.cookieHeader, theirs.options)).toEqual({ status: 'refused' })
  })
})

describe('the counter of a passkey', () => {
  test('that goes on is kept; one that goes back, or stands still, is a copy: refused and recorded', async () => {
    const { key, accountId } = await withKey()
    for (const [counter, status] of [
      [5, 'shown'],
      [6, 'shown'],
      [6, 'refused'],
      [4, 'refused'],
      [0, 'refused'],
      [7, 'shown'],
    ] as const) {
      key.state.counter = counter
      expect((await signInWith(key)).status, String(counter)).toBe(status)
    }
    expect(await refusals(accountId)).toEqual(['passkey-copied', 'passkey-copied', 'passkey-copied'])
    const [row] = await reader.select().from(passkey).where(eq(passkey.accountId, accountId))
    expect(row).toMatchObject({ counter: 7, lastUsedAt: now })
  })

  test('that is not kept stays 0 for ever', async () => {
    const { key } = await withKey()
    for (let count = 0; count < 3; count += 1) expect((await signInWith(key)).status).toBe('shown')
  })
})

test('strangers who ask for challenges without end have to wait; others do not', async () => {
  for (let count = 0; count < 100; count += 1) await begin('sign-in')
  await expect(begin('sign-in')).rejects.toThrow('too-many')
  await expect(begin('sign-in', { address: '198.51.100.1' })).resolves.toBeDefined()
})

test('nobody asks for the second step who is not at it, nor adds who is not signed in', async () => {
  for (const purpose of ['second-factor', 'confirm', 'registration'] as const) {
    await expect(begin(purpose), purpose).rejects.toThrow('refused')
  }
})
