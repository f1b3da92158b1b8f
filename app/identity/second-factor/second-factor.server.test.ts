import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { BrokenRule, NotFound } from '#app/errors.ts'
import { closeDatabase, reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { recoveryCode, totpCredential } from '#db/schema/credentials.ts'
import { account } from '#db/schema/identity.ts'
import { platformSetting } from '#db/schema/platform.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { enter } from '../sign-in/enter.server.ts'
import { findViewer, startSession } from '../sign-in/sessions.server.ts'
import type { Grant, Viewer } from '../viewer.ts'
import { formatCardCode } from '../ways-in/card-code.ts'
import { addTotp } from './add-totp.server.ts'
import { makeRecoveryCodes } from './make-recovery-codes.server.ts'
import { passWithCode } from './pass-second-factor.server.ts'
import { removeSecondFactor } from './remove-second-factor.server.ts'
import { findSecondFactors } from './second-factor-queries.server.ts'
import { newTotpSecret, totpCode } from './totp.server.ts'
import { readTypedCode } from './typed-code.ts'

const start = Date.now()
const STEP = 30_000
const administrator: Grant = { role: 'administrator', scopeKind: 'platform', scopeId: '' }

beforeEach(async () => {
  await write(async (tx) => {
    await tx.delete(account)
    await tx.delete(platformSetting)
  })
})

async function signedIn(roles: Grant[] = []) {
  const { id } = await write((tx) => insertAccount({ roles }, tx))
  const { setCookie } = await startSession({ accountId: id, secure: false, now: start })
  const cookieHeader = setCookie.split(';')[0] ?? ''
  const look = () => findViewer({ cookieHeader, secure: false })
  const { viewer, session } = await look()
  if (!viewer || !session) throw new Error('not signed in')
  return { viewer, handle: session.handle, look }
}

/** A person whose telephone makes codes; the first was shown at `start`. */
async function withTelephone(roles: Grant[] = []) {
  const person = await signedIn(roles)
  const secret = newTotpSecret()
  const typed = readTypedCode(totpCode({ secret, now: start }))
  const added = await addTotp({
    viewer: person.viewer,
    handle: person.handle,
    secret,
    typed,
    secure: false,
    now: start,
  })
  return { ...person, secret, codes: added.status === 'added' ? (added.recoveryCodes ?? []) : [] }
}

/** Comes as far as the second step, at another browser. */
async function comesIn({ accountId }: Viewer) {
  const begun = await enter({
    accountId,
    way: 'password',
    secondFactor: null,
    kind: 'shared',
    device: '',
    next: '/learn/notes',
    secure: false,
    now: start,
  })
  expect(begun.status).toBe('second-factor')
  const cookieHeader = 'setCookie' in begun ? (begun.setCookie.split(';')[0] ?? '') : ''
  return (text: string, now = start) => passWithCode({ typed: readTypedCode(text), cookieHeader, secure: false, now })
}

const actionsOn = async ({ accountId }: Viewer) =>
  (await reader.select().from(auditEntry).where(eq(auditEntry.subjectId, accountId))).map(({ action }) => action)

describe('codes from an app', () => {
  test('are set up by showing a first one; recovery codes come with the first second factor alone', async () => {
    const { viewer, handle } = await signedIn()
    const secret = newTotpSecret()
    const add = (text: string, now = start) =>
      addTotp({ viewer, handle, secret, typed: readTypedCode(text), secure: false, now })
    expect(await add('000000')).toEqual({ status: 'wrong-code' })
    expect(await add('K7RM-2QXD-9WFA')).toEqual({ status: 'wrong-code' })
    expect(await findSecondFactors(viewer)).toEqual({ totp: false, passkeys: 0, recoveryCodes: 0 })
    const added = await add(totpCode({ secret, now: start }))
    expect(added).toMatchObject({ status: 'added' })
    expect('recoveryCodes' in added && new Set(added.recoveryCodes).size).toBe(10)
    expect(await findSecondFactors(viewer)).toEqual({ totp: true, passkeys: 0, recoveryCodes: 10 })
    expect(await actionsOn(viewer)).toEqual(['second-factor-added', 'second-factor-added'])
    const again = await add(totpCode({ secret, now: start + STEP }), start + STEP)
    expect(again).toMatchObject({ status: 'added', recoveryCodes: null })
  })

  test('let in with what was begun, and each works once', async () => {
    const { viewer, secret } = await withTelephone()
    const show = await comesIn(viewer)
    expect(await show(totpCode({ secret, now: start }))).toEqual({ status: 'refused' })
    const now = start + STEP
    expect(await show(totpCode({ secret, now }), now)).toEqual({
      status: 'passed',
      accountId: viewer.accountId,
      secondFactor: 'totp',
      state: { way: 'password', kind: 'shared', next: '/learn/notes' },
    })
    expect(await show(totpCode({ secret, now: now + STEP }), now + STEP)).toEqual({ status: 'expired' })
    const another = await comesIn(viewer)
    expect(await another(totpCode({ secret, now }), now)).toEqual({ status: 'refused' })
  })

  test('shown twice at once let in once', async () => {
    const { viewer, secret } = await withTelephone()
    const browsers = await Promise.all([comesIn(viewer), comesIn(viewer)])
    const now = start + STEP
    const results = await Promise.all(browsers.map((show) => show(totpCode({ secret, now }), now)))
    expect(results.map(({ status }) => status).sort()).toEqual(['passed', 'refused'])
  })

  test('of an earlier step are refused after a later one was taken', async () => {
    const { viewer, secret } = await withTelephone()
    const show = await comesIn(viewer)
    const ahead = totpCode({ secret, now: start + 2 * STEP })
    expect((await show(ahead, start + STEP)).status).toBe('passed')
    const another = await comesIn(viewer)
    expect(await another(totpCode({ secret, now: start + STEP }), start + STEP)).toEqual({ status: 'refused' })
  })

  test('are stored so that the database alone makes none', async () => {
    const { viewer, secret, codes } = await withTelephone()
    const [row] = await reader.select().from(totpCredential).where(eq(totpCredential.accountId, viewer.accountId))
    expect(row?.sealedSecret.length).toBeGreaterThan(secret.length)
    expect(JSON.stringify(row)).not.toContain(secret)
    const rows = JSON.stringify(await reader.select().from(recoveryCode))
    for (const code of codes) expect(rows).not.toContain(code)
  })
})

describe('guessing at codes', () => {
  test('has to wait, longer each time, also after a restart, and a right code does not help meanwhile', async () => {
    const { viewer, secret } = await withTelephone()
    const show = await comesIn(viewer)
    for (let count = 0; count < 5; count += 1) expect(await show('000000')).toEqual({ status: 'refused' })
    await closeDatabase()
    const now = start + STEP
    const right = () => totpCode({ secret, now })
    const another = await comesIn(viewer)
    expect(await show(right(), now)).toEqual({ status: 'too-many', retryAt: start + 60_000 })
    expect(await another(right(), now)).toMatchObject({ status: 'too-many' })
    expect(await another('000000', start + 60_000)).toEqual({ status: 'refused' })
    expect(await another('000000', start + 60_001)).toEqual({ status: 'too-many', retryAt: start + 180_000 })
    const later = start + 180_000
    expect((await another(totpCode({ secret, now: later }), later)).status).toBe('passed')
  })

  test('is counted for each account by itself, and forgotten with a right code', async () => {
    const { viewer, codes } = await withTelephone()
    const other = await withTelephone()
    const show = await comesIn(viewer)
    for (let count = 0; count < 4; count += 1) await show('000000')
    expect((await show(codes[0] ?? '')).status).toBe('passed')
    const again = await comesIn(viewer)
    for (let count = 0; count < 4; count += 1) expect(await again('000000')).toEqual({ status: 'refused' })
    expect((await (await comesIn(other.viewer))(other.codes[0] ?? '')).status).toBe('passed')
    expect(await actionsOn(viewer)).toContain('sign-in-refused')
  })
})

describe('a recovery code', () => {
  test('lets in once, as it was written down', async () => {
    const { viewer, codes } = await withTelephone()
    const [code = ''] = codes
    const show = await comesIn(viewer)
    expect(await show(formatCardCode(code).toLowerCase())).toMatchObject({
      status: 'passed',
      secondFactor: 'recovery-code',
    })
    expect((await findSecondFactors(viewer)).recoveryCodes).toBe(9)
    expect(await (await comesIn(viewer))(code)).toEqual({ status: 'refused' })
  })

  test('used twice at once lets in once', async () => {
    const { viewer, codes } = await withTelephone()
    const browsers = await Promise.all([comesIn(viewer), comesIn(viewer)])
    const results = await Promise.all(browsers.map((show) => show(codes[0] ?? '')))
    expect(results.map(({ status }) => status).sort()).toEqual(['passed', 'refused'])
  })

  test('of somebody else opens nothing', async () => {
    const { viewer } = await withTelephone()
    const other = await withTelephone()
    expect(await (await comesIn(viewer))(other.codes[0] ?? '')).toEqual({ status: 'refused' })
    expect((await findSecondFactors(other.viewer)).recoveryCodes).toBe(10)
  })

  test('stops working when new ones are made', async () => {
    const { viewer, codes } = await withTelephone()
    const made = await makeRecoveryCodes({ viewer, now: start })
    expect(made).toHaveLength(10)
    expect(await (await comesIn(viewer))(codes[0] ?? '')).toEqual({ status: 'refused' })
    expect((await (await comesIn(viewer))(made[9] ?? '')).status).toBe('passed')
    const { viewer: without } = await signedIn()
    await expect(makeRecoveryCodes({ viewer: without, now: start })).rejects.toThrow(BrokenRule)
  })
})

describe('where a role may be used only with a second factor', () => {
  beforeEach(async () => {
    await write((tx) =>
      tx.insert(platformSetting).values({ name: 'secondFactorRoles', value: '["administrator"]', updatedAt: start }),
    )
  })

  test('it works in the session at once when one is set up, and in no other', async () => {
    const person = await signedIn([administrator])
    expect(person.viewer).toMatchObject({ grants: [], withheld: ['administrator'] })
    const { accountId } = person.viewer
    const { setCookie } = await startSession({ accountId, secure: false, now: start })
    const secret = newTotpSecret()
    const typed = readTypedCode(totpCode({ secret, now: start }))
    const added = await addTotp({
      viewer: person.viewer,
      handle: person.handle,
      secret,
      typed,
      secure: false,
      now: start,
    })
    // It goes on with another secret: who may have seen the old one has not got the roles.
    expect((await person.look()).viewer).toBeNull()
    const goesOn = 'setCookie' in added ? added.setCookie : ''
    const { viewer } = await findViewer({ cookieHeader: goesOn.split(';')[0] ?? '', secure: false })
    expect(viewer).toMatchObject({ grants: [administrator], withheld: [] })
    const elsewhere = await findViewer({ cookieHeader: setCookie.split(';')[0] ?? '', secure: false })
    expect(elsewhere.viewer).toMatchObject({ grants: [], withheld: ['administrator'] })
  })

  test('the last cannot be removed by who holds it; by anybody else it can, and recovery codes go with it', async () => {
    const admin = await withTelephone([administrator])
    const remove = (viewer: Viewer) => removeSecondFactor({ viewer, factor: { kind: 'totp' }, now: start })
    expect(await remove(admin.viewer)).toEqual({ status: 'required' })
    expect((await findSecondFactors(admin.viewer)).totp).toBe(true)
    const officer = await withTelephone()
    expect(await remove(officer.viewer)).toEqual({ status: 'removed' })
    expect(await findSecondFactors(officer.viewer)).toEqual({ totp: false, passkeys: 0, recoveryCodes: 0 })
    await expect(remove(officer.viewer)).rejects.toThrow(NotFound)
  })
})
