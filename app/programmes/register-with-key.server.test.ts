import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { signInFailure } from '#db/schema/credentials.ts'
import { account } from '#db/schema/identity.ts'
import { platformSetting } from '#db/schema/platform.ts'
import { cohort, enrolment } from '#db/schema/programmes.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertCohort, insertProgramme } from '#db/seed/programmes.ts'
import { joinCohort } from './join-cohort.server.ts'
import { registerWithKey } from './register-with-key.server.ts'

const now = Date.UTC(2026, 2, 4)
const KEY = 'K7RM2QXD'

const group = await write(async (tx) => {
  await tx.insert(platformSetting).values({ name: 'registration', value: '"closed"', updatedAt: now })
  const programme = await insertProgramme({ name: 'Coast training' }, tx)
  return await insertCohort({ programmeId: programme.id, name: 'Mombasa 1', joinCode: KEY }, tx)
})

beforeEach(async () => {
  await write(async (tx) => {
    await tx.delete(signInFailure)
    await tx.update(cohort).set({ joinCode: KEY }).where(eq(cohort.id, group.id))
  })
})

let made = 0
const register = (overrides: Partial<Parameters<typeof registerWithKey>[0]> = {}) =>
  registerWithKey({
    key: 'k7rm-2qxd',
    username: `keyed.${(made += 1)}`,
    displayName: 'Amina Odhiambo',
    agencyId: null,
    password: 'three quiet rivers',
    address: '203.0.113.1',
    now,
    ...overrides,
  })

describe('with an enrolment key', () => {
  test('an account is opened and has its place, also where registration is closed', async () => {
    const result = await register()
    expect(result).toMatchObject({ status: 'created', cohortName: 'Mombasa 1', programmeName: 'Coast training' })
    if (result.status !== 'created') throw new Error(result.status)
    const { accountId } = result
    expect(await reader.select().from(enrolment).where(eq(enrolment.accountId, accountId))).toMatchObject([
      { cohortId: group.id, enrolledAt: now, enrolledBy: null, withdrawnAt: null },
    ])
    const entries = await reader.select().from(auditEntry).where(eq(auditEntry.subjectId, accountId))
    expect(entries.map(({ action }) => action)).toEqual(['account-created', 'cohort-joined'])
  })

  test('that is wrong, or was closed, no account is opened, and five are not told apart', async () => {
    await write((tx) => tx.update(cohort).set({ joinCode: null }).where(eq(cohort.id, group.id)))
    for (const key of ['K7RM2QXD', 'AAAABBBB', 'x', '']) {
      expect(await register({ key, username: 'never' })).toEqual({ status: 'unknown-key' })
    }
    expect(await reader.select().from(account).where(eq(account.username, 'never'))).toEqual([])
  })

  test('keys cannot be guessed: after twenty wrong ones the network waits, whoever asks', async () => {
    const { id: accountId } = await write((tx) => insertAccount({}, tx))
    const address = '203.0.113.9'
    for (let n = 0; n < 10; n += 1) {
      expect(await register({ key: 'AAAABBBB', address })).toEqual({ status: 'unknown-key' })
      expect(await joinCohort({ accountId, code: 'AAAABBBB', address, now })).toEqual({ status: 'unknown-code' })
    }
    expect(await register({ address })).toEqual({ status: 'too-many', retryAt: now + 15_000 })
    expect(await joinCohort({ accountId, code: KEY, address, now })).toMatchObject({ status: 'too-many' })
    expect((await register()).status).toBe('created')
  })

  test('a taken user name, an unfit password and an agency that is not there are told, and nothing is opened', async () => {
    await register({ username: 'taken' })
    const before = await reader.select().from(account)
    const places = await reader.select().from(enrolment)
    expect(await register({ username: 'Taken' })).toEqual({ status: 'username-taken' })
    expect(await register({ password: 'password1234' })).toMatchObject({ status: 'unfit' })
    expect(await register({ agencyId: 'nowhere' })).toEqual({ status: 'agency-unknown' })
    expect(await reader.select().from(account)).toHaveLength(before.length)
    expect(await reader.select().from(enrolment)).toHaveLength(places.length)
  })
})
