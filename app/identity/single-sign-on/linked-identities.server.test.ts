import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { and, eq, isNull } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { NotFound } from '#app/errors.ts'
import { env } from '#app/env.server.ts'
import { reader, write } from '#db/client.server.ts'
import { externalIdentity, passkey, totpCredential } from '#db/schema/credentials.ts'
import { roleGrant } from '#db/schema/identity.ts'
import { newId } from '#db/ids.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { enter } from '../sign-in/enter.server.ts'
import { findSecondFactors } from '../second-factor/second-factor-queries.server.ts'
import { findViewer, startSession } from '../sign-in/sessions.server.ts'
import type { Viewer } from '../viewer.ts'
import { confirmWithIdentity } from './confirm-with-identity.server.ts'
import { linkIdentity } from './link-identity.server.ts'
import { isLinkedTo, listConfirmingProviders, listLinkedIdentities } from './linked-identity-queries.server.ts'
import { linkProof } from './link-proof.server.ts'
import { findProvider } from './provider-file.server.ts'
import { unlinkIdentity } from './unlink-identity.server.ts'

const now = Date.UTC(2026, 2, 4)
const ministry = 'https://login.interior.example'
const strict = 'https://login.strict.example'

const file = path.join(env().DATA_DIR, 'single-sign-on.json')
writeFileSync(
  file,
  JSON.stringify({
    providers: [
      { id: 'ministry', name: 'Ministry', issuer: ministry, clientId: 'c', secondFactor: { amr: ['otp'] } },
      { id: 'strict', name: 'Strict', issuer: strict, clientId: 'c', exclusive: true },
    ],
  }),
)
chmodSync(file, 0o600)

async function person(overrides: Parameters<typeof insertAccount>[0] = {}): Promise<Viewer> {
  const row = await write((tx) => insertAccount({ passwordHash: 'a hash', ...overrides }, tx))
  return { accountId: row.id, username: row.username, displayName: row.displayName, locale: null, grants: [] }
}

const identityOf = (issuer = ministry, subject: string = newId()) => ({
  issuer,
  subject,
  claims: {},
  authenticatedAt: null,
})

const linked = async ({ accountId }: Viewer) =>
  (await reader.select().from(externalIdentity).where(eq(externalIdentity.accountId, accountId))).map(
    ({ issuer }) => issuer,
  )

const confirmingProviders = async (viewer: Viewer) =>
  listConfirmingProviders({ viewer, factors: await findSecondFactors(viewer) })

describe('linking', () => {
  test('adds a way in, once', async () => {
    const viewer = await person()
    const identity = identityOf()
    expect(await linkIdentity({ viewer, identity, now })).toEqual({ status: 'linked' })
    expect(await linkIdentity({ viewer, identity, now })).toEqual({ status: 'already-linked' })
    expect(await listLinkedIdentities({ viewer })).toEqual({
      identities: [
        {
          issuer: ministry,
          provider: { id: 'ministry', name: 'Ministry' },
          createdAt: now,
          lastUsedAt: now,
          bound: null,
        },
      ],
      linkable: [{ id: 'strict', name: 'Strict' }],
    })
    expect(await confirmingProviders(viewer)).toEqual([{ id: 'ministry', name: 'Ministry' }])
    expect(await isLinkedTo({ viewer, providerId: 'ministry' })).toBe(true)
    expect(await isLinkedTo({ viewer, providerId: 'strict' })).toBe(false)
  })

  test('takes nothing from whom the identity opens already', async () => {
    const [first, second] = [await person(), await person()]
    const identity = identityOf()
    await linkIdentity({ viewer: first, identity, now })
    expect(await linkIdentity({ viewer: second, identity, now })).toEqual({ status: 'taken' })
    expect([await linked(first), await linked(second)]).toEqual([[ministry], []])
  })

  test('is of one identity for each provider', async () => {
    const viewer = await person()
    await linkIdentity({ viewer, identity: identityOf(), now })
    expect(await linkIdentity({ viewer, identity: identityOf(), now })).toEqual({ status: 'another' })
    expect(await linkIdentity({ viewer, identity: identityOf('https://gone.example'), now })).toEqual({
      status: 'linked',
    })
  })

  test('begins with a proof that holds in one session, for one provider', () => {
    const proof = linkProof({ handle: 'a', providerId: 'ministry' })
    expect(linkProof({ handle: 'a', providerId: 'ministry' })).toBe(proof)
    expect(linkProof({ handle: 'b', providerId: 'ministry' })).not.toBe(proof)
    expect(linkProof({ handle: 'a', providerId: 'strict' })).not.toBe(proof)
  })
})

describe('unlinking', () => {
  test('takes the way in away, and the roles that came with it', async () => {
    const viewer = await person()
    const { accountId } = viewer
    await linkIdentity({ viewer, identity: identityOf(), now })
    const grant = { accountId, role: 'instructor', scopeKind: 'platform', grantedAt: now } as const
    await write((tx) =>
      tx.insert(roleGrant).values([
        { ...grant, id: newId(), source: `sso:${ministry}` },
        { ...grant, id: newId(), source: 'person', role: 'manager' },
      ]),
    )
    expect(await unlinkIdentity({ viewer, issuer: ministry, now })).toEqual({ status: 'unlinked' })
    expect(await linked(viewer)).toEqual([])
    const left = await reader
      .select({ role: roleGrant.role })
      .from(roleGrant)
      .where(and(eq(roleGrant.accountId, accountId), isNull(roleGrant.endedAt)))
    expect(left).toEqual([{ role: 'manager' }])
  })

  test('is refused when it is the last way in; a passkey or another identity is one, too', async () => {
    const viewer = await person({ passwordHash: '!' })
    await linkIdentity({ viewer, identity: identityOf(), now })
    expect(await unlinkIdentity({ viewer, issuer: ministry, now })).toEqual({ status: 'last-way' })
    expect((await listLinkedIdentities({ viewer })).identities[0]?.bound).toBe('last-way')

    await linkIdentity({ viewer, identity: identityOf('https://gone.example'), now })
    expect(await unlinkIdentity({ viewer, issuer: 'https://gone.example', now })).toEqual({ status: 'unlinked' })

    await write((tx) =>
      tx.insert(passkey).values({
        credentialId: newId(),
        accountId: viewer.accountId,
        publicKey: '',
        counter: 0,
        transports: '[]',
        name: 'Phone',
        backedUp: false,
        createdAt: now,
      }),
    )
    expect((await listLinkedIdentities({ viewer })).identities[0]?.bound).toBeNull()
    expect(await unlinkIdentity({ viewer, issuer: ministry, now })).toEqual({ status: 'unlinked' })
  })

  test('is refused where the provider is to be the only way in', async () => {
    const viewer = await person()
    await linkIdentity({ viewer, identity: identityOf(strict), now })
    expect(await unlinkIdentity({ viewer, issuer: strict, now })).toEqual({ status: 'exclusive' })
    expect((await listLinkedIdentities({ viewer })).identities[0]?.bound).toBe('exclusive')
  })

  test('reaches nobody else', async () => {
    const [owner, stranger] = [await person(), await person()]
    await linkIdentity({ viewer: owner, identity: identityOf(), now })
    await expect(unlinkIdentity({ viewer: stranger, issuer: ministry, now })).rejects.toThrow(NotFound)
    expect(await linked(owner)).toEqual([ministry])
  })
})

describe('a provider that is to be the only way in', () => {
  const ways = ['password', 'passkey', 'card', 'link'] as const
  const comeIn = (accountId: string, way: (typeof ways)[number] | 'single-sign-on') =>
    enter({ accountId, way, secondFactor: null, kind: 'own', device: '', next: null, secure: false, now })

  test('closes the others to who is linked to it, and to nobody else', async () => {
    const viewer = await person()
    for (const way of ways) expect((await comeIn(viewer.accountId, way)).status, way).toBe('entered')
    await linkIdentity({ viewer, identity: identityOf(strict), now })
    for (const way of ways) expect(await comeIn(viewer.accountId, way), way).toEqual({ status: 'refused' })
    expect((await comeIn(viewer.accountId, 'single-sign-on')).status).toBe('entered')
  })

  test('leaves them open to administrators of the platform', async () => {
    const viewer = await person({ roles: [{ role: 'administrator', scopeKind: 'platform', scopeId: '' }] })
    await linkIdentity({ viewer, identity: identityOf(strict), now })
    expect((await comeIn(viewer.accountId, 'password')).status).toBe('entered')
  })
})

describe('confirming', () => {
  const provider = findProvider('ministry')
  if (!provider) throw new Error('The provider is not configured')
  const begunAt = Date.now()

  async function confirm(identity: ReturnType<typeof identityOf>, told: object, viewer?: Viewer) {
    viewer ??= await person()
    const { setCookie } = await startSession({ accountId: viewer.accountId, secure: false, now: begunAt - 3_600_000 })
    const look = (sent: string) => findViewer({ cookieHeader: sent.split(';')[0] ?? '', secure: false })
    const handle = (await look(setCookie)).session?.handle ?? ''
    const own = identityOf()
    await linkIdentity({ viewer, identity: own, now })
    const shown = { ...own, ...identity, ...told }
    const result = await confirmWithIdentity({
      viewer,
      handle,
      provider: provider!,
      identity: shown,
      begunAt,
      secure: false,
      now: begunAt,
    })
    const { session } = await look('setCookie' in result ? result.setCookie : setCookie)
    return { status: result.status, session }
  }
  const own = {} as ReturnType<typeof identityOf>

  test('renews the proof of this session', async () => {
    const { status, session } = await confirm(own, { authenticatedAt: begunAt - 1000 })
    expect(status).toBe('confirmed')
    expect(session).toMatchObject({ authenticatedAt: begunAt, secondFactorAt: null })
  })

  test('counts as a second factor where the provider tells of one that is believed', async () => {
    const { session } = await confirm(own, { authenticatedAt: begunAt, claims: { amr: ['otp'] } })
    expect(session).toMatchObject({ secondFactorAt: begunAt })
  })

  test('takes the second factor too, from who has one here', async () => {
    const guarded = await person()
    const { accountId } = guarded
    await write((tx) =>
      tx.insert(totpCredential).values({ accountId, sealedSecret: 'x', createdAt: now, confirmedAt: now }),
    )
    const without = await confirm(own, { authenticatedAt: begunAt }, guarded)
    expect(without.status).toBe('no-second-factor')
    expect(without.session?.authenticatedAt).toBe(begunAt - 3_600_000)
    await write((tx) => tx.delete(externalIdentity).where(eq(externalIdentity.accountId, accountId)))
    const withIt = await confirm(own, { authenticatedAt: begunAt, claims: { amr: ['otp'] } }, guarded)
    expect(withIt.status).toBe('confirmed')
    expect(await confirmingProviders(guarded)).toEqual([{ id: 'ministry', name: 'Ministry' }])
    await linkIdentity({ viewer: guarded, identity: identityOf(strict), now })
    // This one is believed in no second factor.
    expect(await confirmingProviders(guarded)).toEqual([{ id: 'ministry', name: 'Ministry' }])
  })

  test.each<[string, object, string]>([
    ['somebody else', { subject: newId(), authenticatedAt: begunAt }, 'another-person'],
    ['the same subject elsewhere', { issuer: 'https://gone.example', authenticatedAt: begunAt }, 'another-person'],
    ['a proof from before', { authenticatedAt: begunAt - 120_000 }, 'not-asked'],
    ['no time at all', { authenticatedAt: null }, 'not-asked'],
  ])('is not done by %s', async (_what, told, status) => {
    const result = await confirm(own, told)
    expect(result.status).toBe(status)
    expect(result.session?.authenticatedAt).toBe(begunAt - 3_600_000)
  })
})
