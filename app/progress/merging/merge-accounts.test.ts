import { eq } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { saveAnswers } from '#app/assessment/save-answers.server.ts'
import { NotFound } from '#app/errors.ts'
import type { Grant, Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import * as assessmentTables from '#db/schema/assessment.ts'
import { attempt, requestDraft, scenarioRun } from '#db/schema/assessment.ts'
import { auditEntry } from '#db/schema/audit.ts'
import * as contentTables from '#db/schema/content.ts'
import * as credentialTables from '#db/schema/credentials.ts'
import { accessToken, externalIdentity, passkey, totpCredential } from '#db/schema/credentials.ts'
import * as identityTables from '#db/schema/identity.ts'
import { account, roleGrant, session } from '#db/schema/identity.ts'
import * as programmeTables from '#db/schema/programmes.ts'
import { enrolment } from '#db/schema/programmes.ts'
import * as progressTables from '#db/schema/progress.ts'
import { learningEvent, reflectionNote } from '#db/schema/progress.ts'
import { openAttempt, placedAnswers, seat } from '#db/seed/assessment.ts'
import { insertPublishedCourse, type PublishedCourse } from '#db/seed/content.ts'
import { insertAccount, insertAgency, insertViewer } from '#db/seed/identity.ts'
import { insertCohort, insertEnrolments, insertProgramme } from '#db/seed/programmes.ts'
import { buildCompleteHistory, buildRead, insertLearner } from '#db/seed/progress.ts'
import { recordEvents } from '../record-event.server.ts'
import type { MergeReport } from './account-merge.ts'
import { mergeAccounts } from './merge-accounts.server.ts'
import { MOST_EVENTS } from './move-events.server.ts'
import { rehearseMerge } from './rehearse-merge.server.ts'

const platform: Grant = { role: 'administrator', scopeKind: 'platform', scopeId: '' }
const NOW = Date.UTC(2026, 5, 1)
const DAY = 86_400_000

let viewer: Viewer
let course: PublishedCourse
beforeAll(async () => {
  viewer = await insertViewer([platform])
  course = await insertPublishedCourse()
})

const pair = async () => ({ keptId: await insertLearner(), duplicateId: await insertLearner() })

/** Merges as the page does it, and gives what was announced. */
async function merge(ids: { keptId: string; duplicateId: string }, by = viewer): Promise<MergeReport> {
  const asked = { viewer: by, ...ids, now: NOW }
  const { outcome, seen } = await rehearseMerge(asked)
  if (outcome.status !== 'joined') throw new Error(outcome.status)
  expect(await mergeAccounts({ ...asked, seen })).toEqual({ status: 'merged', report: outcome.report })
  return outcome.report
}

const outcomeOf = async (ids: { keptId: string; duplicateId: string }, by = viewer) =>
  (await rehearseMerge({ viewer: by, ...ids, now: NOW })).outcome

test('every table that refers to a person has its place in merging', () => {
  const modules = [assessmentTables, contentTables, credentialTables, identityTables, programmeTables, progressTables]
  const referring = modules
    .flatMap((module) => Object.values(module))
    .filter((table): table is SQLiteTable => table instanceof SQLiteTable)
    .flatMap((table) => {
      const { name, foreignKeys } = getTableConfig(table)
      return foreignKeys
        .map((key) => key.reference())
        .filter(({ foreignTable }) => foreignTable === account)
        .flatMap(({ columns }) => columns.map((column) => `${name}.${column.name}`))
    })
  const moved = [
    'attempt.account_id',
    'quiz_event.account_id',
    'accommodation.account_id',
    'practice_answer.account_id',
    'scenario_run.account_id',
    'request_draft.account_id',
    'enrolment.account_id',
    'learning_event.account_id',
    'activity_progress.account_id',
    'course_progress.account_id',
    'article_competence.account_id',
    'review_card.account_id',
    'reflection_note.account_id',
    'external_identity.account_id',
    'account.merged_into_id',
  ]
  const ended = [
    'totp_credential.account_id',
    'recovery_code.account_id',
    'passkey.account_id',
    'access_token.account_id',
    'sign_in_step.account_id',
    'session.account_id',
    'role_grant.account_id',
  ]
  /** Who did something to others or to texts: that stays told of the account that did it. */
  const kept = [
    'role_grant.granted_by',
    'role_grant.ended_by',
    'access_token.issued_by',
    'course_revision.published_by',
    'programme.created_by',
    'enrolment.enrolled_by',
    'quiz_condition.changed_by',
    'quiz_event.actor_id',
    'regrade.regraded_by',
    'accommodation.given_by',
    'accommodation.withdrawn_by',
  ]
  expect(referring.sort()).toEqual([...moved, ...ended, ...kept].sort())
})

describe('what was learned', () => {
  test('counts together, with the earlier day of a course that both completed', async () => {
    const ids = await pair()
    const events = [
      ...buildCompleteHistory(ids.keptId, course, NOW - 10 * DAY),
      ...buildCompleteHistory(ids.duplicateId, course, NOW - 20 * DAY),
    ]
    await write((tx) => recordEvents({ events }, tx))
    const { courses } = await merge(ids)
    const [told] = courses
    expect(told).toMatchObject({ title: 'Preserving evidence', activityCount: 6 })
    expect(told?.together.completedAt).toBe(told?.duplicate.completedAt)
    expect(told?.together.completedAt).toBeLessThan(told?.kept?.completedAt ?? 0)
  })

  test('completes no course by itself: what each left undone the other did, and the day is the person’s next act', async () => {
    const ids = await pair()
    const [mine = [], theirs = []] = [ids.keptId, ids.duplicateId].map((id, half) =>
      buildCompleteHistory(id, course, NOW - DAY).filter((_event, index) => index % 2 === half),
    )
    await write((tx) => recordEvents({ events: [...mine, ...theirs] }, tx))
    const { courses } = await merge(ids)
    expect(courses[0]?.together).toMatchObject({ completedActivities: 6, completedAt: null })
  })

  test('of too many events is not moved', async () => {
    const ids = await pair()
    const { courseId, outline } = course
    const event = { verb: 'lesson-opened' as const, courseId, courseRevisionId: outline.revisionId, result: '{}' }
    const rows = Array.from({ length: MOST_EVENTS + 1 }, () => ({
      ...event,
      id: newId(),
      accountId: ids.keptId,
      activityId: course.lessons[0]?.id ?? '',
      occurredAt: NOW,
    }))
    await write(async (tx) => {
      for (let from = 0; from < rows.length; from += 1000) {
        await tx.insert(learningEvent).values(rows.slice(from, from + 1000))
      }
    })
    expect(await outcomeOf(ids)).toMatchObject({ status: 'refused', reason: 'too-many' })
    await write((tx) => tx.delete(learningEvent).where(eq(learningEvent.accountId, ids.keptId)))
  })
})

describe('two attempts under way at one quiz', () => {
  const begin = (accountId: string, now: number) =>
    openAttempt({ accountId, outline: course.outline, activity: course.moduleQuiz, now })
  const answer = async (accountId: string, attemptId: string) => {
    const [first] = await placedAnswers(attemptId, 'nothing')
    await saveAnswers({ seat, accountId, attemptId, answers: first ? [first] : [], now: NOW })
  }

  test('stop the merging while both hold answers, and the quiz is named', async () => {
    const ids = await pair()
    for (const id of [ids.keptId, ids.duplicateId]) await answer(id, (await begin(id, NOW)).attemptId)
    const outcome = await outcomeOf(ids)
    expect(outcome).toMatchObject({
      status: 'both-open',
      quizzes: [{ course: 'Preserving evidence', activity: course.moduleQuiz.title }],
    })
    expect(await mergeAccounts({ viewer, ...ids, now: NOW, seen: '' })).toMatchObject({ status: 'both-open' })
    expect(await reader.select().from(attempt).where(eq(attempt.accountId, ids.duplicateId))).toHaveLength(1)
  })

  test.each(['keptId', 'duplicateId'] as const)('leave the one of the %s, which alone holds answers', async (whose) => {
    const ids = await pair()
    const mine = await begin(ids.keptId, NOW - DAY)
    const theirs = await begin(ids.duplicateId, NOW)
    const answered = whose === 'keptId' ? mine : theirs
    await answer(ids[whose], answered.attemptId)
    expect((await merge(ids)).attempts).toEqual({ moved: whose === 'keptId' ? 0 : 1, dropped: 1 })
    const left = await reader.select().from(attempt).where(eq(attempt.accountId, ids.keptId))
    expect(left).toMatchObject([{ id: answered.attemptId, number: 1 }])
    // The person goes on with it.
    expect(await begin(ids.keptId, NOW)).toMatchObject({ attemptId: answered.attemptId, resumed: true })
  })
})

describe('of what there can be one of', () => {
  const note = (accountId: string, text: string, updatedAt: number, reflectionId = 'rf-night') => ({
    accountId,
    reflectionId,
    courseId: course.courseId,
    activityId: course.lessons[0]?.id ?? '',
    prompt: `<p>${updatedAt}</p>`,
    note: text,
    updatedAt,
  })

  test('two notes become one with both texts, and an older page does not write over it', async () => {
    const ids = await pair()
    await write((tx) =>
      tx
        .insert(reflectionNote)
        .values([
          note(ids.keptId, 'second', NOW - 1),
          note(ids.duplicateId, 'first', NOW - 2),
          note(ids.duplicateId, 'only', NOW - 2, 'rf-day'),
        ]),
    )
    expect((await merge(ids)).notes).toEqual({ moved: 2, joined: 1 })
    const notes = await reader.select().from(reflectionNote).where(eq(reflectionNote.accountId, ids.keptId))
    expect(notes.map((one) => one.note).sort()).toEqual(['first\n\nsecond', 'only'])
    const joined = notes.find((one) => one.reflectionId === 'rf-night')
    expect(joined?.prompt).toBe(`<p>${NOW - 1}</p>`)
    expect(joined?.updatedAt).toBe(NOW)
  })

  const draft = (accountId: string, text: string, more: Partial<typeof requestDraft.$inferInsert> = {}) => ({
    accountId,
    requestId: 'rq-order',
    courseId: course.courseId,
    activityId: course.lessons[1]?.id ?? '',
    fields: JSON.stringify({ facts: text }),
    updatedAt: NOW,
    ...more,
  })
  const draftsOf = (id: string) => reader.select().from(requestDraft).where(eq(requestDraft.accountId, id))

  test('the newer draft stays, and the older is announced', async () => {
    const ids = await pair()
    const marked = { submissions: 2, result: '{}', markedAt: NOW + 9 }
    await write((tx) =>
      tx
        .insert(requestDraft)
        .values([draft(ids.keptId, 'old', marked), draft(ids.duplicateId, 'new', { updatedAt: NOW + 1 })]),
    )
    expect((await merge(ids)).drafts).toEqual({
      moved: 1,
      givenUp: [{ course: 'Preserving evidence', activity: course.lessons[1]?.title }],
    })
    const [left] = await draftsOf(ids.keptId)
    expect(left).toMatchObject({ fields: '{"facts":"new"}', submissions: 2, result: '{}' })
    expect(left?.markedAt).toBeLessThan(left?.updatedAt ?? 0)
  })

  test('drafts that say the same give nothing up, and stay marked', async () => {
    const ids = await pair()
    await write((tx) =>
      tx
        .insert(requestDraft)
        .values([
          draft(ids.keptId, 'same', { submissions: 1, result: '{}', markedAt: NOW }),
          draft(ids.duplicateId, 'same', { updatedAt: NOW + 1 }),
        ]),
    )
    expect((await merge(ids)).drafts.givenUp).toEqual([])
    const [left] = await draftsOf(ids.keptId)
    expect(left?.markedAt).toBe(left?.updatedAt)
  })

  test('of two walks under way in a scenario the later goes on; the other ends and keeps its steps', async () => {
    const ids = await pair()
    const [lesson] = course.lessons
    const run = (accountId: string, updatedAt: number) => ({
      id: newId(),
      accountId,
      courseId: course.courseId,
      courseRevisionId: course.outline.revisionId,
      activityId: lesson?.id ?? '',
      scenarioId: 'sc-night-call',
      documentHash: lesson?.documentHash ?? '',
      steps: '[1]',
      startedAt: updatedAt,
      updatedAt,
    })
    const [mine, theirs] = [run(ids.keptId, NOW - 2), run(ids.duplicateId, NOW - 1)]
    await write((tx) => tx.insert(scenarioRun).values([mine, theirs]))
    expect((await merge(ids)).scenarioRuns).toEqual({ moved: 1, givenUp: 1 })
    const runs = await reader.select().from(scenarioRun).where(eq(scenarioRun.accountId, ids.keptId))
    expect(runs.find(({ id }) => id === mine.id)).toMatchObject({ endedAt: NOW, endingId: null, steps: '[1]' })
    expect(runs.find(({ id }) => id === theirs.id)).toMatchObject({ endedAt: null })
  })

  test('a place in a cohort dates from the earlier day and is held if either was', async () => {
    const ids = await pair()
    const [both, gone, single] = await write(async (tx) => {
      const { id: programmeId } = await insertProgramme({}, tx)
      const made = []
      for (let count = 0; count < 3; count += 1) made.push((await insertCohort({ programmeId }, tx)).id)
      const [one = '', two = '', three = ''] = made
      const enrol = (cohortId: string, accountId: string, enrolledAt: number) =>
        insertEnrolments({ cohortId, accountIds: [accountId], enrolledAt }, tx)
      await enrol(one, ids.keptId, 200)
      await enrol(one, ids.duplicateId, 100)
      await enrol(two, ids.keptId, 300)
      await enrol(two, ids.duplicateId, 400)
      await tx.update(enrolment).set({ withdrawnAt: 500 }).where(eq(enrolment.cohortId, two))
      await tx.update(enrolment).set({ withdrawnAt: 150 }).where(eq(enrolment.accountId, ids.duplicateId))
      await enrol(three, ids.duplicateId, 600)
      return [one, two, three]
    })
    expect((await merge(ids)).enrolments).toEqual({ moved: 3, joined: 2 })
    const places = await reader.select().from(enrolment).where(eq(enrolment.accountId, ids.keptId))
    const told = Object.fromEntries(
      places.map(({ cohortId, enrolledAt, withdrawnAt }) => [cohortId, [enrolledAt, withdrawnAt]]),
    )
    expect(told).toEqual({ [both ?? '']: [100, null], [gone ?? '']: [300, 500], [single ?? '']: [600, null] })
  })
})

describe('the duplicate', () => {
  test('is closed for good: ways in and roles end, single sign-on leads to the kept account', async () => {
    const keptId = await insertLearner()
    const { id: duplicateId, username } = await write((tx) =>
      insertAccount(
        {
          email: 'amina@police.example',
          emailVerifiedAt: 5,
          passwordHash: 'x',
          lastActiveAt: 7,
          roles: [{ role: 'manager', scopeKind: 'platform', scopeId: '' }],
        },
        tx,
      ),
    )
    const earlier = await write((tx) => insertAccount({ mergedIntoId: duplicateId, suspendedAt: 1 }, tx))
    await write(async (tx) => {
      const own = { accountId: duplicateId, createdAt: 1 }
      await tx.insert(session).values({ ...own, idHash: newId(), expiresAt: NOW * 2 })
      await tx.insert(totpCredential).values({ ...own, sealedSecret: '', confirmedAt: 1 })
      await tx.insert(passkey).values({
        ...own,
        credentialId: newId(),
        publicKey: '',
        counter: 0,
        transports: '[]',
        name: '',
        backedUp: false,
      })
      await tx
        .insert(accessToken)
        .values({ ...own, tokenHash: newId(), kind: 'reset', delivery: 'card', expiresAt: NOW * 2 })
      await tx
        .insert(externalIdentity)
        .values({ ...own, issuer: 'https://id.example', subject: newId(), lastUsedAt: 1 })
    })
    expect((await merge({ keptId, duplicateId })).closed).toEqual({
      roles: 1,
      hadPassword: true,
      passkeys: 1,
      hadTotp: true,
      identities: 1,
      email: 'taken-over',
      agencyTakenOver: false,
    })
    const [closed] = await reader.select().from(account).where(eq(account.id, duplicateId))
    expect(closed).toMatchObject({ username, email: null, emailKey: null, passwordHash: '!', suspendedAt: NOW })
    expect(closed?.mergedIntoId).toBe(keptId)
    const [kept] = await reader.select().from(account).where(eq(account.id, keptId))
    expect(kept).toMatchObject({
      email: 'amina@police.example',
      emailVerifiedAt: 5,
      lastActiveAt: 7,
      suspendedAt: null,
    })
    const [chained] = await reader.select().from(account).where(eq(account.id, earlier.id))
    expect(chained?.mergedIntoId).toBe(keptId)
    for (const table of [session, totpCredential, passkey, accessToken]) {
      expect(await reader.select().from(table).where(eq(table.accountId, duplicateId))).toEqual([])
    }
    const [identity] = await reader.select().from(externalIdentity).where(eq(externalIdentity.accountId, keptId))
    expect(identity?.issuer).toBe('https://id.example')
    const [grant] = await reader.select().from(roleGrant).where(eq(roleGrant.accountId, duplicateId))
    expect(grant).toMatchObject({ endedAt: NOW, endedBy: viewer.accountId })
    const entries = await reader
      .select({ action: auditEntry.action })
      .from(auditEntry)
      .where(eq(auditEntry.subjectId, keptId))
    expect(entries.map(({ action }) => action)).toEqual(['accounts-merged', 'identity-linked', 'email-changed'])
  })

  test('cannot be merged a second time, nor into', async () => {
    const ids = await pair()
    await merge(ids)
    await expect(outcomeOf(ids)).rejects.toThrow(NotFound)
    await expect(outcomeOf({ keptId: ids.duplicateId, duplicateId: await insertLearner() })).rejects.toThrow(NotFound)
  })
})

describe('merging is refused', () => {
  test('of an account with itself, and of the account that one works with', async () => {
    const keptId = await insertLearner()
    expect(await outcomeOf({ keptId, duplicateId: keptId })).toMatchObject({ status: 'refused', reason: 'same' })
    const own = { keptId, duplicateId: viewer.accountId }
    expect(await outcomeOf(own)).toMatchObject({ status: 'refused', reason: 'self' })
  })

  test.each(['keptId', 'duplicateId'] as const)('while the holder of %s asks for erasure', async (whose) => {
    const ids = await pair()
    const asking = { erasureDueAt: NOW, erasureReason: 'asked' as const }
    await write((tx) => tx.update(account).set(asking).where(eq(account.id, ids[whose])))
    expect(await outcomeOf(ids)).toMatchObject({ status: 'refused', reason: 'erasure-asked' })
  })

  test('when it would do something else than was announced', async () => {
    const ids = await pair()
    const { seen } = await rehearseMerge({ viewer, ...ids, now: NOW })
    const activityId = course.lessons[0]?.id ?? ''
    const events = [buildRead({ accountId: ids.duplicateId, course, activityId, occurredAt: NOW })]
    await write((tx) => recordEvents({ events }, tx))
    expect(await mergeAccounts({ viewer, ...ids, now: NOW, seen })).toEqual({ status: 'changed' })
    const [untouched] = await reader.select().from(account).where(eq(account.id, ids.duplicateId))
    expect(untouched?.mergedIntoId).toBeNull()
  })

  test('to whoever does not administer both: neither exists for them', async () => {
    const [here, there] = await write(async (tx) => [
      await insertAgency({ countryCode: 'KE' }, tx),
      await insertAgency({ countryCode: 'GH' }, tx),
    ])
    const grants: Grant[] = [{ role: 'administrator', scopeKind: 'country', scopeId: 'KE' }]
    const local = await insertViewer(grants, { agencyId: here?.id ?? null })
    const [near, far, mighty] = await write(async (tx) => [
      await insertAccount({ agencyId: here?.id ?? null }, tx),
      await insertAccount({ agencyId: there?.id ?? null }, tx),
      await insertAccount({ agencyId: here?.id ?? null, roles: [platform] }, tx),
    ])
    const id = (row: typeof near) => row?.id ?? ''
    await expect(outcomeOf({ keptId: id(near), duplicateId: id(far) }, local)).rejects.toThrow(NotFound)
    await expect(outcomeOf({ keptId: id(far), duplicateId: id(near) }, local)).rejects.toThrow(NotFound)
    await expect(outcomeOf({ keptId: id(near), duplicateId: id(mighty) }, local)).rejects.toThrow(NotFound)
    const second = await write((tx) => insertAccount({ agencyId: here?.id ?? null }, tx))
    expect((await outcomeOf({ keptId: id(near), duplicateId: second.id }, local)).status).toBe('joined')
  })

  test('of the last account that can administer, whoever asks', async () => {
    const withheld: Viewer = { ...viewer, accountId: await insertLearner() }
    const last = { keptId: await insertLearner(), duplicateId: viewer.accountId }
    await write((tx) => tx.update(account).set({ suspendedAt: null }).where(eq(account.id, viewer.accountId)))
    const others = await reader
      .select({ id: roleGrant.accountId })
      .from(roleGrant)
      .where(eq(roleGrant.role, 'administrator'))
    for (const { id } of others) {
      if (id !== viewer.accountId) await write((tx) => tx.delete(roleGrant).where(eq(roleGrant.accountId, id)))
    }
    expect(await outcomeOf(last, withheld)).toMatchObject({ status: 'refused', reason: 'last-administrator' })
  })
})
