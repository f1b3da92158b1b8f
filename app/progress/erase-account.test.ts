import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { NotFound } from '#app/errors.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { verifyAudit } from '#app/identity/audit/verify-audit.server.ts'
import { findMergingPair } from '#app/identity/merging/merging-pair-queries.server.ts'
import { enter } from '#app/identity/sign-in/enter.server.ts'
import { signIn } from '#app/identity/sign-in/sign-in.server.ts'
import { startSession } from '#app/identity/sign-in/sessions.server.ts'
import type { Grant, Viewer } from '#app/identity/viewer.ts'
import { issueAccessCard } from '#app/identity/ways-in/issue-access-card.server.ts'
import { enrolTrainees } from '#app/programmes/enrol-trainees.server.ts'
import { databaseFile, reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { account, roleGrant, session } from '#db/schema/identity.ts'
import { reflectionNote } from '#db/schema/progress.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertCohort, insertProgramme } from '#db/seed/programmes.ts'
import { eraseAccount } from './erase-account.server.ts'

const now = Date.UTC(2027, 4, 1)
const administrator: Grant = { role: 'administrator', scopeKind: 'platform', scopeId: '' }
const due = { erasureDueAt: now, erasureReason: 'asked' } as const

let viewer: Viewer

async function makePerson(overrides: Parameters<typeof insertAccount>[0] = {}) {
  return await write((tx) => insertAccount(overrides, tx))
}

async function accountOf(id: string) {
  const [found] = await reader.select().from(account).where(eq(account.id, id))
  if (!found) throw new Error('Gone')
  return found
}

const asViewer = (row: Awaited<ReturnType<typeof makePerson>>, grants: readonly Grant[]): Viewer => ({
  accountId: row.id,
  username: row.username,
  displayName: row.displayName,
  locale: null,
  grants,
})

beforeAll(async () => {
  viewer = asViewer(await makePerson({ roles: [administrator] }), [administrator])
})

describe('an erasure', () => {
  test('waits for its day, and is done once', async () => {
    const { id } = await makePerson({ ...due, erasureDueAt: now + 1 })
    expect(await eraseAccount({ viewer: null, accountId: id, now })).toEqual({ status: 'not-due' })
    expect((await accountOf(id)).erasedAt).toBeNull()
    expect(await eraseAccount({ viewer: null, accountId: id, now: now + 1 })).toEqual({ status: 'erased' })
    expect(await eraseAccount({ viewer: null, accountId: id, now: now + 2 })).toEqual({ status: 'not-due' })
    expect((await accountOf(id)).erasedAt).toBe(now + 1)
  })

  test('never happens to who did not ask and was not announced, not even by an administrator', async () => {
    const { id } = await makePerson()
    expect(await eraseAccount({ viewer, accountId: id, now })).toEqual({ status: 'not-due' })
    expect((await accountOf(id)).erasedAt).toBeNull()
  })

  test('is done before its day by who administers the person, and by nobody else', async () => {
    const agency = await write((tx) => insertAgency({ countryCode: 'KE' }, tx))
    const { id } = await makePerson({ ...due, erasureDueAt: now + 1000, agencyId: agency.id })
    const stranger: Viewer = { ...viewer, grants: [{ role: 'administrator', scopeKind: 'country', scopeId: 'FJ' }] }
    await expect(eraseAccount({ viewer: stranger, accountId: id, now })).rejects.toThrow(NotFound)
    const near: Viewer = { ...viewer, grants: [{ role: 'administrator', scopeKind: 'country', scopeId: 'KE' }] }
    expect(await eraseAccount({ viewer: near, accountId: id, now })).toEqual({ status: 'erased' })
  })

  test('leaves the only administrator in place', async () => {
    await write(async (tx) => {
      await tx.update(account).set(due).where(eq(account.id, viewer.accountId))
    })
    expect(await eraseAccount({ viewer: null, accountId: viewer.accountId, now })).toEqual({
      status: 'last-administrator',
    })
    await write(async (tx) => {
      await tx.update(account).set({ erasureDueAt: null, erasureReason: null }).where(eq(account.id, viewer.accountId))
    })
  })

  test('is done whole or not at all: cut off half way, nothing has changed', async () => {
    const { id } = await makePerson({ ...due, displayName: 'Cut off' })
    const { courseId } = await insertPublishedCourse()
    const note = { reflectionId: 'r', courseId, activityId: 'l', prompt: '', note: 'Still here', updatedAt: now }
    await write(async (tx) => {
      await tx.insert(reflectionNote).values({ accountId: id, ...note })
    })
    const connection = new Database(databaseFile())
    connection.exec(`create trigger cut_off before update on account when new.erased_at is not null
      begin select raise(abort, 'the power went'); end`)
    await expect(eraseAccount({ viewer: null, accountId: id, now })).rejects.toThrow('the power went')
    connection.exec('drop trigger cut_off')
    connection.close()
    expect(await accountOf(id)).toMatchObject({ displayName: 'Cut off', erasedAt: null, erasureDueAt: now })
    expect(await reader.select().from(reflectionNote)).toMatchObject([{ note: 'Still here' }])
    expect(await eraseAccount({ viewer: null, accountId: id, now })).toEqual({ status: 'erased' })
    expect(await reader.select().from(reflectionNote)).toEqual([])
  })

  test('keeps the name alone where the person wishes it', async () => {
    const named = { displayName: 'Ama Owusu', username: 'ama-owusu', email: 'ama@example.org', locale: 'fr' }
    const { id } = await makePerson({ ...due, ...named, erasureKeepsName: true })
    await eraseAccount({ viewer: null, accountId: id, now })
    const { displayName, username, usernameKey, email, emailKey, locale } = await accountOf(id)
    expect(displayName).toBe('Ama Owusu')
    expect(JSON.stringify({ username, usernameKey, email, emailKey, locale })).not.toMatch(/ama|fr/)
  })

  test('takes the other accounts of the same person along, without a name', async () => {
    const { id } = await makePerson({ ...due, erasureKeepsName: true, displayName: 'Kept' })
    const duplicate = await makePerson({ mergedIntoId: id, displayName: 'Duplicate' })
    await eraseAccount({ viewer: null, accountId: id, now })
    expect([(await accountOf(id)).displayName, (await accountOf(duplicate.id)).displayName]).toEqual(['Kept', '—'])
    expect((await accountOf(duplicate.id)).erasedAt).toBe(now)
  })
})

describe('an erased person', () => {
  let person: Awaited<ReturnType<typeof makePerson>>

  beforeAll(async () => {
    const roles: Grant[] = [{ role: 'instructor', scopeKind: 'platform', scopeId: '' }]
    person = await makePerson({ ...due, username: 'once-here', password: 'four plain words here', roles })
    await startSession({ accountId: person.id, secure: false, now })
    await eraseAccount({ viewer: null, accountId: person.id, now })
  })

  test('is signed out, holds no role, and comes in no way', async () => {
    expect(await reader.select().from(session).where(eq(session.accountId, person.id))).toEqual([])
    const [grant] = await reader.select().from(roleGrant).where(eq(roleGrant.accountId, person.id))
    expect(grant).toMatchObject({ endedAt: now, role: 'instructor' })
    const { username } = await accountOf(person.id)
    for (const name of ['once-here', username]) {
      const tried = await signIn({ name, password: 'four plain words here', address: '192.0.2.1', now })
      expect([name, tried.status]).toEqual([name, 'refused'])
    }
    const entry = { accountId: person.id, way: 'card', secondFactor: null, kind: 'own', device: '' } as const
    expect(await enter({ ...entry, next: null, secure: false, now })).toEqual({ status: 'refused' })
  })

  test('is handed no card, merged with nobody and enrolled nowhere', async () => {
    const other = await makePerson()
    await expect(issueAccessCard({ viewer, accountId: person.id, now })).rejects.toThrow(NotFound)
    const pair = { viewer, keptId: other.id, duplicateId: person.id, now }
    await expect(findMergingPair(pair, reader)).rejects.toThrow(NotFound)
    const cohort = await write(async (tx) => {
      const programme = await insertProgramme({}, tx)
      return await insertCohort({ programmeId: programme.id }, tx)
    })
    const manager: Viewer = { ...viewer, grants: [{ role: 'manager', scopeKind: 'platform', scopeId: '' }] }
    const { username } = await accountOf(person.id)
    expect(await enrolTrainees({ viewer: manager, cohortId: cohort.id, usernames: [username], now })).toEqual([
      { username, outcome: 'unknown' },
    ])
  })

  test('leaves a log that still holds: what is about them is emptied, what they did in office is not', async () => {
    const officer = await makePerson({ ...due, roles: [{ role: 'manager', scopeKind: 'platform', scopeId: '' }] })
    const trainee = await makePerson(due)
    await write(async (tx) => {
      const acts = [officer, trainee].flatMap(({ id }) => [
        { action: 'own-data-exported', actorId: id, subject: { kind: 'account', id }, facts: {} } as const,
        {
          action: 'cohort-joined',
          actorId: id,
          subject: { kind: 'cohort', id: 'c' },
          facts: { cohortId: 'c' },
        } as const,
      ])
      await recordAudit({ acts, now }, tx)
    })
    for (const { id } of [officer, trainee]) await eraseAccount({ viewer: null, accountId: id, now })
    const entries = await reader.select().from(auditEntry).where(eq(auditEntry.at, now))
    const isWhole = (actorId: string | null, subjectId: string, action: string) =>
      entries
        .filter((one) => one.actorId === actorId && one.subjectId === subjectId && one.action === action)
        .map(({ content }) => content !== null)
    expect(isWhole(officer.id, officer.id, 'own-data-exported')).toEqual([false])
    expect(isWhole(officer.id, 'c', 'cohort-joined')).toEqual([true])
    expect(isWhole(trainee.id, 'c', 'cohort-joined')).toEqual([false])
    expect(isWhole(null, trainee.id, 'account-erased')).toEqual([true])
    expect(await verifyAudit({})).toMatchObject({ fault: null })
  })
})
