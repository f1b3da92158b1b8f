import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { NotFound } from '#app/errors.ts'
import { canAccommodate, type Grant, type Place, type Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { attempt } from '#db/schema/assessment.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { openAttempt } from '#db/seed/assessment.ts'
import { insertPublishedCourse, type PublishedCourse } from '#db/seed/content.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { makeViewer } from '#db/seed/viewer.ts'
import { findExtraTime, listAccommodations } from './accommodation-queries.server.ts'
import { giveExtraTime } from './give-extra-time.server.ts'
import { withdrawExtraTime } from './withdraw-extra-time.server.ts'

const NOW = Date.UTC(2026, 1, 1, 9)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const reason = 'Reads with a magnifier'

const platform = { scopeKind: 'platform', scopeId: '' } as const
const person = { accountId: 'someone', place: { countryCode: 'KE', path: '/police/' } satisfies Place }

test.each<[string, Grant[], boolean]>([
  ['nobody in particular', [], false],
  ['an administrator of everything', [{ role: 'administrator', ...platform }], true],
  ['an administrator of the country', [{ role: 'administrator', scopeKind: 'country', scopeId: 'KE' }], true],
  ['an administrator of another country', [{ role: 'administrator', scopeKind: 'country', scopeId: 'UG' }], false],
  ['the supervisor of the agency', [{ role: 'supervisor', scopeKind: 'agency', scopeId: 'police' }], true],
  ['the supervisor of another agency', [{ role: 'supervisor', scopeKind: 'agency', scopeId: 'customs' }], false],
  ['an instructor of everything', [{ role: 'instructor', ...platform }], false],
  ['a manager of everything', [{ role: 'manager', ...platform }], false],
])('extra time may be given by %s: %j, %s', (_name, grants, expected) => {
  const viewer: Viewer = { accountId: 'viewer', username: 'v', displayName: 'V', locale: null, grants }
  expect(canAccommodate(viewer, person)).toBe(expected)
  expect(canAccommodate({ ...viewer, accountId: person.accountId }, person)).toBe(false)
})

let course: PublishedCourse
let agencyId: string
let supervisor: Viewer
let elsewhere: Viewer
beforeAll(async () => {
  course = await insertPublishedCourse()
  const [here, there] = await write(async (tx) => [
    await insertAgency({ countryCode: 'KE' }, tx),
    await insertAgency({ countryCode: 'KE' }, tx),
  ])
  agencyId = here?.id ?? ''
  const over = (scopeId: string) => ({
    roles: [{ role: 'supervisor' as const, scopeKind: 'agency' as const, scopeId }],
  })
  supervisor = await makeViewer({ agencyId, ...over(agencyId) })
  elsewhere = await makeViewer(over(there?.id ?? ''))
})

const officer = async () => (await write((tx) => insertAccount({ agencyId }, tx))).id
const give = (accountId: string, change: Partial<Parameters<typeof giveExtraTime>[0]> = {}) =>
  giveExtraTime({ viewer: supervisor, accountId, percent: 25, expiresAt: null, reason, now: NOW, ...change })

async function begin(accountId: string, now: number, timeLimit: number | null = 40) {
  const { quiz } = course.moduleQuiz
  const activity = { ...course.moduleQuiz, quiz: quiz && { ...quiz, timeLimit } }
  const { attemptId } = await openAttempt({ accountId, outline: course.outline, activity, now })
  const [row] = await reader.select().from(attempt).where(eq(attempt.id, attemptId))
  return row
}

describe('extra time', () => {
  test('lengthens the limit of an attempt that begins, and not of one under way', async () => {
    const accountId = await officer()
    const before = await begin(accountId, NOW)
    await give(accountId)
    expect(await begin(accountId, NOW + 1)).toMatchObject({ id: before?.id, extraTime: 0, dueAt: NOW + 40 * MINUTE })
    const other = await officer()
    await give(other)
    expect(await begin(other, NOW)).toMatchObject({ extraTime: 25, dueAt: NOW + 50 * MINUTE })
  })

  test('is none for a quiz without a limit', async () => {
    const accountId = await officer()
    await give(accountId)
    expect(await begin(accountId, NOW, null)).toMatchObject({ extraTime: 0, dueAt: null })
  })

  test('is over after its last day, and when it is withdrawn; attempts keep theirs', async () => {
    const accountId = await officer()
    await give(accountId, { expiresAt: NOW + DAY })
    expect(await findExtraTime({ accountId, now: NOW + DAY - 1 })).toBe(25)
    expect(await findExtraTime({ accountId, now: NOW + DAY })).toBe(0)
    expect(await give(accountId, { expiresAt: NOW })).toEqual({ status: 'past' })
    const begun = await begin(accountId, NOW)
    expect(await withdrawExtraTime({ viewer: supervisor, accountId, now: NOW + 1 })).toEqual({ status: 'withdrawn' })
    expect(await withdrawExtraTime({ viewer: supervisor, accountId, now: NOW + 2 })).toEqual({ status: 'unchanged' })
    expect(await findExtraTime({ accountId, now: NOW + 1 })).toBe(0)
    expect(await begin(accountId, NOW + 3)).toMatchObject({ id: begun?.id, extraTime: 25 })
  })

  test('given anew takes the place of what there was, keeps the history, and is audited without the reason', async () => {
    const accountId = await officer()
    await give(accountId)
    expect(await give(accountId, { now: NOW + 1 })).toEqual({ status: 'unchanged' })
    expect(await give(accountId, { percent: 50, now: NOW + 2 })).toEqual({ status: 'given' })
    expect(await findExtraTime({ accountId, now: NOW + 2 })).toBe(50)
    expect(await listAccommodations({ viewer: supervisor, accountId })).toMatchObject([
      { extraTime: 50, reason, givenBy: supervisor.displayName, withdrawnAt: null },
      { extraTime: 25, withdrawnAt: NOW + 2, withdrawnBy: supervisor.displayName },
    ])
    const entries = await reader.select().from(auditEntry).where(eq(auditEntry.subjectId, accountId))
    expect(entries.map(({ action }) => action)).toEqual(['extra-time-given', 'extra-time-given'])
    expect(JSON.stringify(entries)).not.toContain(reason)
  })

  test('does not exist for who does not find the person, and nobody gives it to themselves', async () => {
    const accountId = await officer()
    await give(accountId)
    await expect(give(accountId, { viewer: elsewhere })).rejects.toThrow(NotFound)
    await expect(withdrawExtraTime({ viewer: elsewhere, accountId, now: NOW })).rejects.toThrow(NotFound)
    expect(await listAccommodations({ viewer: elsewhere, accountId })).toEqual([])
    await expect(give(supervisor.accountId)).rejects.toThrow(NotFound)
    expect(await findExtraTime({ accountId, now: NOW })).toBe(25)
  })
})
