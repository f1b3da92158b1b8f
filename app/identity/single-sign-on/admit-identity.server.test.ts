import { and, eq, isNull } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { externalIdentity, totpCredential } from '#db/schema/credentials.ts'
import { account, roleGrant } from '#db/schema/identity.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { newId } from '#db/ids.ts'
import { admitIdentity } from './admit-identity.server.ts'
import { type Claims, grantKey } from './claims.ts'
import { parseProviders, type Provider } from './provider.ts'

const issuer = 'https://login.interior.example'
const now = Date.UTC(2026, 2, 4)

function provider(overrides: object = {}): Provider {
  const described = { id: 'ministry', name: 'Ministry', issuer, clientId: 'article-54', create: true, ...overrides }
  const read = parseProviders(JSON.stringify({ providers: [described] }))
  if (read.status === 'invalid') throw new Error(read.problems.join())
  return read.providers[0] as Provider
}

function someone(claims: Claims = {}) {
  const subject = newId()
  const named = { preferred_username: `person-${subject.slice(-12)}`, ...claims }
  return { issuer, subject, claims: named as Claims, authenticatedAt: null }
}

const admit = (whom: Provider, identity: ReturnType<typeof someone>, existing: readonly string[] = []) =>
  admitIdentity({
    provider: whom,
    identity,
    thingExists: async ({ scopeId }) => existing.includes(scopeId),
    now,
  })

async function admitted(whom: Provider, identity: ReturnType<typeof someone>, existing: readonly string[] = []) {
  const result = await admit(whom, identity, existing)
  if (result.status !== 'admitted') throw new Error(result.status)
  return result
}

const accountOf = async (id: string) => (await reader.select().from(account).where(eq(account.id, id)))[0]

const countAccounts = async () => (await reader.select({ id: account.id }).from(account)).length

const rolesOf = async (accountId: string) =>
  (
    await reader
      .select()
      .from(roleGrant)
      .where(and(eq(roleGrant.accountId, accountId), isNull(roleGrant.endedAt)))
  )
    .map((grant) => `${grant.source} ${grantKey(grant)}`)
    .sort()

const actsOn = async (subjectId: string) =>
  (await reader.select().from(auditEntry).where(eq(auditEntry.subjectId, subjectId)).orderBy(auditEntry.sequence)).map(
    ({ action, content }) => ({ action, facts: (JSON.parse(content ?? '{}') as { facts: unknown }).facts }),
  )

describe('somebody unknown', () => {
  test('is given an account without a password, with what the claims say and what is verified', async () => {
    const believing = provider({ linkVerifiedEmail: true })
    const identity = someone({
      preferred_username: 'amina@police.example',
      name: 'Amina Odhiambo',
      email: 'Amina@police.example',
      email_verified: true,
    })
    const { accountId, secondFactor } = await admitted(believing, identity)
    expect(await accountOf(accountId)).toMatchObject({
      username: 'amina',
      displayName: 'Amina Odhiambo',
      email: 'Amina@police.example',
      emailVerifiedAt: now,
      passwordHash: '!',
      agencyId: null,
    })
    expect(secondFactor).toBeNull()
    expect(await actsOn(accountId)).toEqual([
      { action: 'account-created', facts: { way: 'single-sign-on' } },
      { action: 'identity-linked', facts: { issuer } },
    ])
    expect(await admitted(believing, identity)).toMatchObject({ accountId })
  })

  test('is turned away where the provider makes no accounts, and nothing is made', async () => {
    const before = await countAccounts()
    expect(await admit(provider({ create: false }), someone())).toEqual({ status: 'unknown' })
    expect(await countAccounts()).toBe(before)
  })

  test.each([
    ['is not verified', true, false],
    ['the provider is not believed in', false, true],
  ])('keeps no address that %s', async (_why, linkVerifiedEmail, email_verified) => {
    const identity = someone({ email: 'unsure@police.example', email_verified })
    const { accountId } = await admitted(provider({ linkVerifiedEmail }), identity)
    expect(await accountOf(accountId)).toMatchObject({ email: null, emailVerifiedAt: null })
  })

  test('gets a user name of their own when others have it', async () => {
    await write((tx) => insertAccount({ username: 'Joseph.Mwangi' }, tx))
    const names = []
    for (let count = 0; count < 2; count += 1) {
      const { accountId } = await admitted(provider(), someone({ preferred_username: 'joseph.mwangi' }))
      names.push((await accountOf(accountId))?.username)
    }
    expect(names).toEqual(['joseph.mwangi-2', 'joseph.mwangi-3'])
  })
})

describe('an account that is here already', () => {
  const email = 'grace@police.example'
  const verified = { email, email_verified: true }
  const linking = provider({ linkVerifiedEmail: true })
  let id = ''

  beforeEach(async () => {
    await write((tx) => tx.update(account).set({ email: null, emailKey: null }).where(eq(account.emailKey, email)))
    id = (await write((tx) => insertAccount({ email, emailVerifiedAt: now }, tx))).id
  })

  test('is opened by the same address, verified on both sides, where that is configured', async () => {
    const identity = someone(verified)
    expect(await admitted(linking, identity)).toMatchObject({ accountId: id })
    expect(await actsOn(id)).toEqual([{ action: 'identity-linked', facts: { issuer } }])
    // From then on issuer and subject decide, whatever the address says.
    expect(await admitted(linking, { ...identity, claims: {} })).toMatchObject({ accountId: id })
  })

  const lock: [string, () => Promise<unknown>][] = [
    ['its own address is not verified', () => change({ emailVerifiedAt: null })],
    ['it is suspended', () => change({ suspendedAt: now })],
    ['it has a second factor', () => write((tx) => tx.insert(totpCredential).values(totp(id)))],
    ['it holds a role', () => write((tx) => tx.insert(roleGrant).values(manager(id)))],
    [
      'another person of the provider is linked to it',
      () => write((tx) => tx.insert(externalIdentity).values(other(id))),
    ],
  ]
  const change = (values: object) => write((tx) => tx.update(account).set(values).where(eq(account.id, id)))
  const totp = (accountId: string) => ({ accountId, sealedSecret: 'x', createdAt: now, confirmedAt: now })
  const manager = (accountId: string) =>
    ({ id: newId(), accountId, role: 'manager', scopeKind: 'country', scopeId: 'KE', grantedAt: now }) as const
  const other = (accountId: string) => ({ issuer, subject: newId(), accountId, createdAt: now, lastUsedAt: now })

  test.each(lock)('is not opened by it when %s, and no second account is made', async (_why, protect) => {
    await protect()
    const before = await countAccounts()
    expect(await admit(linking, someone(verified))).toEqual({ status: 'unknown' })
    expect(await countAccounts()).toBe(before)
  })

  test.each<[string, Provider, Claims]>([
    ['the provider has not verified', linking, { email, email_verified: false }],
    ['the provider calls verified in words only', linking, { email, email_verified: 'true' }],
    ['a provider has verified that is not believed in', provider(), verified],
  ])('is not opened by an address that %s', async (_why, whom, claims) => {
    const { accountId } = await admitted(whom, someone(claims))
    expect(accountId).not.toBe(id)
    expect(await accountOf(accountId)).toMatchObject({ email: null })
  })

  test('is never opened by its user name', async () => {
    const { username } = await write((tx) => insertAccount({}, tx))
    const { accountId } = await admitted(linking, someone({ preferred_username: username }))
    expect((await accountOf(accountId))?.username).toBe(`${username}-2`)
  })

  test('is not opened by the same subject of another issuer', async () => {
    const identity = someone({})
    const { accountId } = await admitted(linking, identity)
    const elsewhere = { ...identity, issuer: 'https://elsewhere.example' }
    const other = await admitted(provider({ issuer: elsewhere.issuer }), elsewhere)
    expect(other.accountId).not.toBe(accountId)
  })
})

test('a suspended account is refused, and follows no claims', async () => {
  const whom = provider({
    roles: [{ claim: 'groups', value: 'trainers', role: 'instructor', over: { kind: 'platform' } }],
  })
  const identity = someone({ groups: ['trainers'] })
  const { accountId } = await admitted(whom, { ...identity, claims: {} })
  await write((tx) => tx.update(account).set({ suspendedAt: now }).where(eq(account.id, accountId)))
  expect(await admit(whom, identity)).toEqual({ status: 'refused' })
  expect(await rolesOf(accountId)).toEqual([])
  expect((await actsOn(accountId)).at(-1)).toEqual({
    action: 'sign-in-refused',
    facts: { way: 'single-sign-on', reason: 'suspended' },
  })
})

test('the second factor of the provider counts as configured', async () => {
  const whom = provider({ secondFactor: { amr: ['otp'] } })
  expect(await admitted(whom, someone({ amr: ['pwd', 'otp'] }))).toMatchObject({ secondFactor: 'provider' })
  expect(await admitted(whom, someone({ amr: ['pwd'] }))).toMatchObject({ secondFactor: null })
})

describe('claims', () => {
  const source = `sso:${issuer}`
  const whom = provider({
    roles: [
      { claim: 'groups', value: 'trainers', role: 'instructor', over: { kind: 'platform' } },
      { claim: 'groups', value: 'kenya', role: 'manager', over: { kind: 'country', id: 'KE' } },
      { claim: 'groups', value: 'cohort', role: 'manager', over: { kind: 'cohort', id: 'c-1' } },
      { claim: 'groups', value: 'desk', role: 'supervisor', over: { kind: 'agency', id: 'UG/Harbour Desk' } },
      { claim: 'groups', value: 'root', role: 'administrator', over: { kind: 'platform' } },
    ],
    agency: { claim: 'department', values: { pier: 'UG/pier desk', gone: 'UG/No such desk' } },
  })

  test('give and take roles at each sign-in, only those that came from them', async () => {
    const identity = someone({ groups: ['trainers', 'kenya'] })
    const { accountId } = await admitted(whom, identity)
    const theirs = [`${source} instructor:platform:`, `${source} manager:country:KE`]
    expect(await rolesOf(accountId)).toEqual(theirs)
    const byPerson = { id: newId(), accountId, grantedAt: now, scopeKind: 'platform', scopeId: '' } as const
    await write((tx) => tx.insert(roleGrant).values({ ...byPerson, role: 'manager' }))
    await admitted(whom, identity)
    expect(await rolesOf(accountId)).toEqual(['person manager:platform:', ...theirs])
    await admitted(whom, { ...identity, claims: { groups: ['kenya'] } })
    expect(await rolesOf(accountId)).toEqual(['person manager:platform:', `${source} manager:country:KE`])
    await admitted(whom, { ...identity, claims: {} })
    expect(await rolesOf(accountId)).toEqual(['person manager:platform:'])
    const facts = { role: 'instructor', scopeKind: 'platform', scopeId: '', source }
    expect(await actsOn(accountId)).toContainEqual({ action: 'role-withdrawn', facts })
    expect(await actsOn(accountId)).toContainEqual({
      action: 'role-granted',
      facts: { ...facts, startsAt: 0, expiresAt: null },
    })
  })

  test('give no role over what does not exist, and say so without names', async () => {
    const identity = someone({ groups: ['cohort', 'desk'] })
    const { accountId, omissions } = await admitted(whom, identity)
    expect(await rolesOf(accountId)).toEqual([])
    expect(omissions.map(({ kind }) => kind)).toEqual(['role-over-nothing', 'role-over-nothing'])
    const desk = await write((tx) => insertAgency({ countryCode: 'UG', name: 'Harbour Desk' }, tx))
    expect(await admitted(whom, identity, ['c-1'])).toMatchObject({ omissions: [] })
    expect(await rolesOf(accountId)).toEqual([`${source} manager:cohort:c-1`, `${source} supervisor:agency:${desk.id}`])
  })

  test('move a person to their agency, and nowhere when they name none that is here', async () => {
    const pier = await write((tx) => insertAgency({ countryCode: 'UG', name: 'Pier Desk' }, tx))
    const identity = someone({ department: 'pier' })
    const { accountId } = await admitted(whom, identity)
    expect((await accountOf(accountId))?.agencyId).toBe(pier.id)
    const { omissions } = await admitted(whom, { ...identity, claims: { department: 'gone' } })
    expect(omissions).toEqual([{ kind: 'unknown-agency' }])
    await admitted(whom, { ...identity, claims: { department: 'unlisted' } })
    expect((await accountOf(accountId))?.agencyId).toBe(pier.id)
    expect(await actsOn(accountId)).toContainEqual({ action: 'agency-moved', facts: { from: null, to: pier.id } })
  })

  test('do not take the role of the last administrator', async () => {
    const identity = someone({ groups: ['root'] })
    const { accountId } = await admitted(whom, identity)
    const gone = { ...identity, claims: {} }
    expect(await admitted(whom, gone)).toMatchObject({ omissions: [{ kind: 'last-administrator' }] })
    expect(await rolesOf(accountId)).toEqual([`${source} administrator:platform:`])
    const another = { role: 'administrator', scopeKind: 'platform', scopeId: '' } as const
    await write((tx) => insertAccount({ roles: [another], passwordHash: 'x' }, tx))
    expect(await admitted(whom, gone)).toMatchObject({ omissions: [] })
    expect(await rolesOf(accountId)).toEqual([])
  })
})
