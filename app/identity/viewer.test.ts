import { describe, expect, test } from 'vitest'
import {
  canCreateProgramme,
  canManageSomething,
  canSeeAccount,
  canTeach,
  canTeachSomething,
  type Grant,
  isAdministrator,
  managedProgrammes,
  taughtCourses,
  type Viewer,
} from './viewer.ts'

const holding = (...grants: Grant[]): Viewer => ({
  accountId: 'me',
  username: 'me',
  displayName: 'Me',
  locale: null,
  grants,
})

const trainee = holding()
const administrator = holding({ role: 'administrator', scopeKind: 'platform', scopeId: '' })
const instructor = holding({ role: 'instructor', scopeKind: 'platform', scopeId: '' })
const instructorOfA = holding({ role: 'instructor', scopeKind: 'course', scopeId: 'a' })
const manager = holding({ role: 'manager', scopeKind: 'platform', scopeId: '' })
const managerOfA = holding({ role: 'manager', scopeKind: 'programme', scopeId: 'a' })
const both = holding(...instructorOfA.grants, ...managerOfA.grants)
// What no form of ours can grant, but a hand in the database could.
const strange = holding(
  { role: 'administrator', scopeKind: 'course', scopeId: 'a' },
  { role: 'instructor', scopeKind: 'programme', scopeId: 'a' },
  { role: 'manager', scopeKind: 'course', scopeId: 'a' },
)

const people = { trainee, administrator, instructor, instructorOfA, manager, managerOfA, both, strange }
type Person = keyof typeof people

const rules: [string, (viewer: Viewer) => boolean, Person[]][] = [
  ['administers', isAdministrator, ['administrator']],
  ['teaches something', canTeachSomething, ['instructor', 'instructorOfA', 'both']],
  ['teaches course a', (viewer) => canTeach(viewer, 'a'), ['instructor', 'instructorOfA', 'both']],
  ['teaches course b', (viewer) => canTeach(viewer, 'b'), ['instructor']],
  ['teaches a course without an id', (viewer) => canTeach(viewer, ''), ['instructor']],
  ['manages something', canManageSomething, ['manager', 'managerOfA', 'both']],
  ['sets up programmes', canCreateProgramme, ['manager']],
  ['sees their own account', (viewer) => canSeeAccount(viewer, 'me'), Object.keys(people) as Person[]],
  ['sees the account of another', (viewer) => canSeeAccount(viewer, 'other'), ['administrator']],
]

describe.each(rules)('who %s', (_, rule, allowed) => {
  test.each(Object.keys(people) as Person[])('%s', (person) => {
    expect(rule(people[person])).toBe(allowed.includes(person))
  })
})

test('a role over the platform covers everything, else only what is named', () => {
  expect(taughtCourses(instructor)).toEqual({ everything: true })
  expect(taughtCourses(both)).toEqual({ everything: false, ids: ['a'] })
  expect(managedProgrammes(manager)).toEqual({ everything: true })
  expect(managedProgrammes(managerOfA)).toEqual({ everything: false, ids: ['a'] })
  expect(managedProgrammes(trainee)).toEqual({ everything: false, ids: [] })
  expect(managedProgrammes(strange)).toEqual({ everything: false, ids: [] })
})
