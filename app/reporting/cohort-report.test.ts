import { describe, expect, test } from 'vitest'
import {
  type CohortSummary,
  completedShare,
  interpretRow,
  nobody,
  overdueIn,
  readReportAddress,
  type StoredRow,
  writeReportAddress,
} from './cohort-report.ts'

const DAY = 86_400_000
const now = Date.UTC(2026, 5, 15, 12)

const stored = (given: Partial<StoredRow>): StoredRow => ({
  accountId: 'a',
  username: 'amina',
  displayName: 'Amina',
  agency: null,
  countryCode: null,
  enrolledAt: 0,
  startedAt: null,
  lastActiveAt: null,
  completedActivities: null,
  finalScore: null,
  completedAt: null,
  completedRevision: null,
  currentRevision: 1,
  activityCount: 6,
  dueOn: null,
  ...given,
})

const begun = { startedAt: 1, lastActiveAt: 2, completedActivities: 3 }
const finished = { ...begun, completedActivities: 6, completedAt: 2 }

test.each([
  ['never opened the course', {}, 'not-started', false],
  ['opened it and completed nothing yet', { ...begun, completedActivities: 0 }, 'under-way', false],
  ['is half way', begun, 'under-way', false],
  ['completed it', finished, 'completed', false],
  ['completed it before two lessons were added', { ...finished, activityCount: 8 }, 'completed', false],
  ['never began and the due day is over', { dueOn: now - 2 * DAY }, 'not-started', true],
  ['is half way and the due day is over', { ...begun, dueOn: now - 2 * DAY }, 'under-way', true],
  ['completed it and the due day is over', { ...finished, dueOn: now - 2 * DAY }, 'completed', false],
  ['is half way on the due day', { ...begun, dueOn: now - 12 * 3_600_000 }, 'under-way', false],
])('a trainee who %s', (_, given, status, overdue) => {
  expect(interpretRow(stored(given), now)).toMatchObject({ status, overdue })
})

test('overdue are all who have not completed, once the due day is over', () => {
  const summary: CohortSummary = { trainees: 10, notStarted: 2, underWay: 3, completed: 5 }
  expect(overdueIn(summary, now - 2 * DAY, now)).toBe(5)
  expect(overdueIn(summary, now, now)).toBe(0)
  expect(overdueIn(summary, null, now)).toBe(0)
  expect(completedShare(summary)).toBe(0.5)
  expect(completedShare(nobody)).toBe(0)
})

describe('the address of a report', () => {
  const read = (query: string) => readReportAddress(new URLSearchParams(query))
  const usual = { course: null, status: null, text: '', sort: { key: 'name', descending: false }, page: 1 }

  test.each([
    ['', {}],
    ['status=under-way&text=%20ot&sort=-score&page=3', { status: 'under-way', text: 'ot', page: 3 }],
    ['status=&course=c1', { course: 'c1' }],
    ['status=all&sort=password&page=-1', {}],
    ['page=1e9&sort=', {}],
    ['page=2.5', {}],
    [`text=${'x'.repeat(101)}`, {}],
  ])('%j is read, and what cannot be used counts as not asked', (query, expected) => {
    const sort = query.includes('-score') ? { key: 'score', descending: true } : usual.sort
    expect(read(query)).toEqual({ ...usual, sort, ...expected })
  })

  test('is written as it is read, without what is usual anyway', () => {
    const query = '?course=c1&status=completed&text=a+b%26c&sort=-active&page=2'
    expect(writeReportAddress(read(query))).toBe(query)
    expect(writeReportAddress(read(''))).toBe('')
    expect(writeReportAddress(read(query), { page: 1, status: null })).toBe('?course=c1&text=a+b%26c&sort=-active')
  })
})
