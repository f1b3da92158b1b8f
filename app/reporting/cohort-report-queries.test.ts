import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { translatorFor } from '#app/i18n/translator.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { recordEvents } from '#app/progress/record-event.server.ts'
import { write } from '#db/client.server.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { insertCohort, insertEnrolments, insertProgramme } from '#db/seed/programmes.ts'
import { buildCompleteHistory, buildOpened, buildSubmitted } from '#db/seed/progress.ts'
import { enrolment } from '#db/schema/programmes.ts'
import { cohortCsv } from './cohort-csv.server.ts'
import { isOnOlderRevision, type ReportRow, sortKeys, type Status, statuses } from './cohort-report.ts'
import { cohortPage, cohortRows } from './cohort-report-queries.server.ts'
import { cohortSummaries, cohortSummary, traineesByProgramme } from './cohort-summary-queries.server.ts'

const now = Date.UTC(2026, 5, 15)
const MARCH = Date.UTC(2026, 2, 2)
const byName = { key: 'name', descending: false } as const
const everybody = { status: null, text: '' } as const

const viewerOf = (scopeId: string): Viewer => ({
  accountId: 'viewer',
  username: 'viewer',
  displayName: 'Viewer',
  locale: null,
  grants: [{ role: 'manager', scopeKind: scopeId ? 'programme' : 'platform', scopeId }],
})

let course: PublishedCourse
let second: PublishedCourse
let programmeId: string
let cohortId: string
let viewer: Viewer
let foreign: { programmeId: string; cohortId: string; viewer: Viewer }

async function insertGroup(courseIds: string[], names: readonly string[], agencyId?: string) {
  return await write(async (tx) => {
    const programme = await insertProgramme({ courseIds }, tx)
    const group = await insertCohort({ programmeId: programme.id, dueOn: Date.UTC(2026, 5, 1) }, tx)
    const accountIds: string[] = []
    for (const displayName of names) accountIds.push((await insertAccount({ displayName, agencyId }, tx)).id)
    await insertEnrolments({ cohortId: group.id, accountIds }, tx)
    return { programmeId: programme.id, cohortId: group.id, accountIds }
  })
}

beforeAll(async () => {
  course = await insertPublishedCourse()
  second = await insertPublishedCourse()
  const agencyId = (await write((tx) => insertAgency({ name: 'Sample 100% Unit', countryCode: 'FJ' }, tx))).id
  const names = ['Zahra', 'amina', 'Bakari', 'Chipo', 'Dede', 'Esi', 'Withdrawn'] as const
  const group = await insertGroup([course.courseId, second.courseId], names, agencyId)
  programmeId = group.programmeId
  cohortId = group.cohortId
  viewer = viewerOf(programmeId)
  const [zahra, amina, bakari, chipo, dede, , withdrawn] = group.accountIds as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const first = course.outline.activities[0]!.id
  await write(async (tx) => {
    const events = [
      ...buildCompleteHistory(zahra, course, MARCH),
      ...buildCompleteHistory(zahra, second, MARCH),
      ...buildCompleteHistory(amina, course, MARCH + 1000),
      ...buildCompleteHistory(withdrawn, course, MARCH),
      buildOpened({ accountId: bakari, course, activityId: first, occurredAt: MARCH + 5000 }),
      buildSubmitted({
        accountId: chipo,
        course,
        activityId: course.finalQuiz.id,
        scorePercent: 40,
        occurredAt: MARCH,
      }),
      buildOpened({ accountId: dede, course: second, activityId: second.lessons[0]!.id, occurredAt: MARCH }),
    ]
    await recordEvents({ events }, tx)
    await tx.update(enrolment).set({ withdrawnAt: now }).where(eq(enrolment.accountId, withdrawn))
  })
  foreign = { ...(await insertGroup([course.courseId], ['Foreign'])), viewer: viewerOf('') }
  foreign.viewer = viewerOf(foreign.programmeId)
})

async function pageRows(asked: Partial<Parameters<typeof cohortPage>[0]> = {}) {
  const usual = { viewer, cohortId, courseId: course.courseId, now, sort: byName, page: 1, ...everybody }
  return await cohortPage({ ...usual, ...asked })
}

async function exportedRows(asked: Partial<Parameters<typeof cohortRows>[0]> = {}) {
  const rows: ReportRow[] = []
  const usual = { viewer, cohortId, courseId: course.courseId, now, ...everybody }
  for await (const chunk of cohortRows({ ...usual, ...asked })) rows.push(...chunk)
  return rows
}

async function csv(asked: Partial<Parameters<typeof cohortCsv>[0]> = {}) {
  const { t } = translatorFor('en')
  let text = ''
  const usual = { viewer, cohortId, courseId: course.courseId, now, t, ...everybody }
  for await (const piece of cohortCsv({ ...usual, ...asked })) text += piece
  return text
}

const countOf = (rows: readonly { status: Status }[], status: Status) =>
  rows.filter((row) => row.status === status).length

describe('one history', () => {
  test('gives the same figures in bar, page, filter and export', async () => {
    const summary = await cohortSummary({ viewer, cohortId, courseId: course.courseId })
    expect(summary).toEqual({ trainees: 6, notStarted: 2, underWay: 2, completed: 2 })
    const page = await pageRows()
    const lines = (await csv()).trimEnd().split('\r\n').slice(1)
    expect([page.total, page.rows.length, lines.length]).toEqual([6, 6, 6])
    const parts = { 'not-started': summary.notStarted, 'under-way': summary.underWay, completed: summary.completed }
    const words = { 'not-started': 'Not started', 'under-way': 'Under way', completed: 'Completed' }
    for (const status of statuses) {
      expect(countOf(page.rows, status)).toBe(parts[status])
      const filtered = await pageRows({ status })
      expect([filtered.total, filtered.rows.length]).toEqual([parts[status], parts[status]])
      expect(await exportedRows({ status })).toEqual(filtered.rows)
      expect(lines.filter((line) => line.includes(`,${words[status]},`))).toHaveLength(parts[status])
    }
    expect(await exportedRows()).toEqual(page.rows)
  })

  test('shows each trainee with progress, score, times and what is overdue', async () => {
    const { rows } = await pageRows()
    expect(rows.map(({ displayName }) => displayName)).toEqual(['amina', 'Bakari', 'Chipo', 'Dede', 'Esi', 'Zahra'])
    const [amina, bakari, chipo, dede] = rows
    expect(amina).toMatchObject({
      agency: 'Sample 100% Unit',
      countryCode: 'FJ',
      status: 'completed',
      completedActivities: 6,
      activityCount: 6,
      finalScore: 80,
      completedAt: MARCH + 1000 + 5 * 60_000,
      completedRevision: 1,
      currentRevision: 1,
      overdue: false,
    })
    expect(bakari).toMatchObject({ status: 'under-way', completedActivities: 0, finalScore: null, overdue: true })
    expect(chipo).toMatchObject({ status: 'under-way', finalScore: 40, lastActiveAt: MARCH })
    expect(dede).toMatchObject({ status: 'not-started', lastActiveAt: null, completedActivities: 0, overdue: true })
  })

  test('counts a whole programme as completed only with all its courses', async () => {
    const whole = await cohortSummaries({ viewer, programmeId })
    expect(whole.get(cohortId)).toEqual({ trainees: 6, notStarted: 1, underWay: 4, completed: 1 })
    expect(await traineesByProgramme({ viewer })).toEqual(new Map([[programmeId, 6]]))
  })

  test('is exported with a byte order mark, headings and ISO times', async () => {
    const text = await csv({ text: 'amina' })
    expect(text.startsWith('\uFEFFUser name,Name,Agency,Country code,Status,')).toBe(true)
    expect(text).toContain(
      ',amina,Sample 100% Unit,FJ,Completed,No,6,6,80,1970-01-01T00:00:00.000Z,2026-03-02T00:00:01.000Z,',
    )
  })
})

describe('a filter by text', () => {
  test.each([
    ['AMI', ['amina']],
    ['sample 100% u', ['amina', 'Bakari', 'Chipo', 'Dede', 'Esi', 'Zahra']],
    ['%', ['amina', 'Bakari', 'Chipo', 'Dede', 'Esi', 'Zahra']],
    ['_', []],
    ['\\', []],
    ["' or 1=1 --", []],
  ])('%j finds %j', async (text, names) => {
    expect((await pageRows({ text })).rows.map(({ displayName }) => displayName)).toEqual(names)
  })

  test('finds a user name', async () => {
    const { rows } = await pageRows()
    const found = await pageRows({ text: rows[3]!.username.toUpperCase() })
    expect(found.rows).toEqual([rows[3]])
  })
})

test.each(
  sortKeys.flatMap((key) => [
    { key, descending: false },
    { key, descending: true },
  ]),
)('sorting by $key (descending: $descending) keeps every trainee', async (sort) => {
  const { rows } = await pageRows({ sort })
  expect(rows.map(({ accountId }) => accountId).sort()).toEqual(
    (await pageRows()).rows.map(({ accountId }) => accountId).sort(),
  )
  const values = {
    score: rows.map(({ finalScore }) => finalScore ?? -1),
    active: rows.map(({ lastActiveAt }) => lastActiveAt ?? -1),
    progress: rows.map(({ completedActivities }) => completedActivities),
    status: rows.map(({ status }) => statuses.indexOf(status)),
  }
  if (sort.key in values) {
    const list = values[sort.key as keyof typeof values]
    const sorted = [...list].sort((a, b) => (sort.descending ? b - a : a - b))
    expect(list).toEqual(sorted)
  }
})

describe('a manager of another programme', () => {
  test('sees nothing of this one, by any query', async () => {
    const asked = { viewer: foreign.viewer, cohortId, courseId: course.courseId }
    expect((await cohortSummary(asked)).trainees).toBe(0)
    expect([...(await cohortSummaries({ viewer: foreign.viewer })).keys()]).toEqual([foreign.cohortId])
    expect(await cohortSummaries({ viewer: foreign.viewer, programmeId })).toEqual(new Map())
    expect([...(await traineesByProgramme({ viewer: foreign.viewer })).keys()]).toEqual([foreign.programmeId])
    expect(await pageRows({ viewer: foreign.viewer })).toMatchObject({ rows: [], total: 0 })
    expect(await exportedRows({ viewer: foreign.viewer })).toEqual([])
    expect((await csv({ viewer: foreign.viewer })).trimEnd().split('\r\n')).toHaveLength(1)
  })

  test('sees no course outside the programme', async () => {
    const asked = { viewer: foreign.viewer, cohortId: foreign.cohortId, courseId: second.courseId }
    expect(await cohortSummary(asked)).toMatchObject({ trainees: 0 })
    expect((await pageRows(asked)).total).toBe(0)
  })
})

describe('a manager over a country or an agency', () => {
  const over = (scopeKind: 'country' | 'agency', scopeId: string): Viewer => ({
    ...viewer,
    grants: [{ role: 'manager', scopeKind, scopeId }],
  })

  test.each([
    ['country', 'KE'],
    ['agency', 'station'],
  ] as const)('sees the people of their %s and nobody else, on page, bar, count and export alike', async (kind, id) => {
    const group = await write(async (tx) => {
      const police = await insertAgency({ countryCode: 'KE' }, tx)
      const station = await insertAgency(
        { id: kind === 'agency' ? id : undefined, countryCode: 'KE', path: `/${police.id}/station/` },
        tx,
      )
      const elsewhere = await insertAgency({ countryCode: 'UG' }, tx)
      const programme = await insertProgramme({ courseIds: [course.courseId] }, tx)
      const mixed = await insertCohort({ programmeId: programme.id }, tx)
      const accountIds = []
      for (const [displayName, agencyId] of [
        ['Seen', station.id],
        ['From elsewhere', elsewhere.id],
        ['From nowhere', null],
      ] as const) {
        accountIds.push((await insertAccount({ displayName, agencyId }, tx)).id)
      }
      await insertEnrolments({ cohortId: mixed.id, accountIds }, tx)
      return { programmeId: programme.id, cohortId: mixed.id }
    })
    const asked = { viewer: over(kind, id), cohortId: group.cohortId }
    const page = await pageRows(asked)
    expect([page.total, page.rows.map(({ displayName }) => displayName)]).toEqual([1, ['Seen']])
    expect((await exportedRows(asked)).map(({ displayName }) => displayName)).toEqual(['Seen'])
    expect(await cohortSummary({ ...asked, courseId: course.courseId })).toMatchObject({ trainees: 1, notStarted: 1 })
    expect((await traineesByProgramme(asked)).get(group.programmeId)).toBe(1)
    expect((await pageRows({ ...asked, text: 'elsewhere' })).total).toBe(0)
  })

  test('sees nothing of cohorts without them', async () => {
    const asked = { viewer: over('country', 'TZ'), cohortId }
    expect((await pageRows(asked)).total).toBe(0)
    expect(await cohortSummaries(asked)).toEqual(new Map())
    expect(await traineesByProgramme(asked)).toEqual(new Map())
  })
})

test('a trainee, and an administrator without the role, see nothing', async () => {
  for (const grants of [[], [{ role: 'administrator', scopeKind: 'platform', scopeId: '' } as const]]) {
    const nobodyInParticular = { ...viewer, grants }
    expect(await cohortSummaries({ viewer: nobodyInParticular })).toEqual(new Map())
    expect((await pageRows({ viewer: nobodyInParticular })).total).toBe(0)
  }
})

test('a later edition takes no completion away and counts progress against itself', async () => {
  const before = await pageRows({ status: 'completed' })
  await publishNextRevision(course, (drafts) => [
    ...drafts,
    { ...drafts[0]!, id: `${course.courseId}-extra`, slug: 'extra', title: 'Extra' },
  ])
  const after = await pageRows({ status: 'completed' })
  expect(after.rows).toEqual(before.rows.map((row) => ({ ...row, activityCount: 7, currentRevision: 2 })))
  expect(after.rows.map(isOnOlderRevision)).toEqual([true, true])
  expect(before.rows.map(isOnOlderRevision)).toEqual([false, false])
  const headings = (await csv()).replace('\uFEFF', '').split('\r\n')[0]?.split(',') ?? []
  const lines = (await csv({ status: 'completed' })).trimEnd().split('\r\n').slice(1)
  const shown = lines.map((line) => line.split(',').slice(-2).map(Number))
  expect(headings.slice(-2)).toEqual(['Completed on revision', 'Current revision'])
  expect(shown).toEqual(after.rows.map((row) => [row.completedRevision, row.currentRevision]))
  expect(await cohortSummary({ viewer, cohortId, courseId: course.courseId })).toMatchObject({ completed: 2 })
})
