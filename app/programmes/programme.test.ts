import { describe, expect, test } from 'vitest'
import { countOutcomes, enrolSchema, readUsernames } from './enrolment.ts'
import { formatJoinCode, makeJoinCode, normaliseJoinCode } from './join-code.ts'
import { isPastDue, newCohortSchema, newProgrammeSchema } from './programme.ts'

describe('a join code', () => {
  test.each([
    ['K7RM2QXD', 'K7RM2QXD'],
    ['k7rm-2qxd', 'K7RM2QXD'],
    ['  K7RM – 2QXD\n', 'K7RM2QXD'],
    ['Ｋ７ＲＭ２ＱＸＤ', 'K7RM2QXD'],
    ['K7 RM 2Q XD', 'K7RM2QXD'],
    ['K7RM2QX', null],
    ['K7RM2QXDD', null],
    ['K7RM2QX0', null],
    ["K7RM2QX'", null],
    ['', null],
    ['-'.repeat(5000), null],
  ])('typed as %j is stored as %j', (typed, code) => {
    expect(normaliseJoinCode(typed)).toBe(code)
  })

  test('is read back from the form it is handed out in, whatever is drawn', () => {
    for (let first = 0; first < 29; first += 1) {
      let draw = first
      const code = makeJoinCode((below) => draw++ % below)
      expect(normaliseJoinCode(formatJoinCode(code))).toBe(code)
    }
  })
})

test('a pasted list is read by lines, commas, semicolons and tabs, empty places left out', () => {
  expect(readUsernames('amina, otieno;\r\n\r\n  juma.k \tnjeri\n,')).toEqual(['amina', 'otieno', 'juma.k', 'njeri'])
})

test('an empty list and one of more than 2,000 names are refused', () => {
  const messages = (usernames: string) =>
    enrolSchema.safeParse({ usernames }).error?.issues.map(({ message }) => message)
  expect(messages(' \n, ')).toEqual(['manage.error.listEmpty'])
  expect(messages(Array.from({ length: 2001 }, (_, index) => `name${index}`).join('\n'))).toEqual([
    'manage.error.listLong',
  ])
  expect(messages('amina')).toBeUndefined()
})

test('the names to correct are those without an account and those suspended', () => {
  const line = (username: string, outcome: 'enrolled' | 'already' | 'unknown' | 'suspended') => ({ username, outcome })
  const lines = [line('a', 'enrolled'), line('b', 'already'), line('c', 'unknown'), line('d', 'suspended')]
  expect(countOutcomes(lines)).toEqual({ enrolled: 1, refused: ['c', 'd'] })
})

test.each([
  ['2027-03-31', Date.UTC(2027, 2, 31)],
  ['', null],
  [undefined, null],
  ['2027-02-31', 'manage.error.dateUnusable'],
  ['31.03.2027', 'manage.error.dateUnusable'],
  ['2027-03-31T10:00', 'manage.error.dateUnusable'],
  ['999999-01-01', 'manage.error.dateUnusable'],
])('the due day %j becomes %j', (dueOn, expected) => {
  const result = newCohortSchema.safeParse({ name: 'Group', dueOn })
  expect(result.success ? result.data.dueOn : result.error.issues[0]?.message).toBe(expected)
})

test('a programme needs a name of one line and a course', () => {
  const result = newProgrammeSchema.safeParse({ name: ' \u202Eabc', description: '', courses: [] })
  expect(result.error?.issues.map(({ message }) => message)).toEqual([
    'manage.error.name',
    'manage.error.coursesMissing',
  ])
})

test('the due day itself is in time, in UTC', () => {
  const dueOn = Date.UTC(2027, 2, 31)
  expect(isPastDue(dueOn, Date.UTC(2027, 2, 31, 23, 59, 59, 999))).toBe(false)
  expect(isPastDue(dueOn, Date.UTC(2027, 3, 1))).toBe(true)
  expect(isPastDue(null, Date.UTC(2099, 0, 1))).toBe(false)
})
