import { expect, test } from 'vitest'
import { findChoices } from './find-choices.ts'
import { grantPeriod, grantState, newGrantSchema, parseRoleKind, roleKinds, roleKindValue } from './role-grant.ts'

const DAY = 24 * 60 * 60 * 1000
const now = Date.UTC(2026, 2, 4, 15)
const today = Date.UTC(2026, 2, 4)

test.each(roleKinds)('the choice of %j survives the form', (kind) => {
  expect(parseRoleKind(roleKindValue(kind))).toEqual(kind)
})

test.each([
  null,
  '',
  'administrator',
  'owner:platform',
  'administrator:course',
  'supervisor:platform',
  '__proto__:country',
])('no choice is read from %j', (value) => {
  expect(parseRoleKind(value)).toBeNull()
})

test.each([
  ['left open', {}, { startsAt: 0, expiresAt: null }],
  ['begun already', { startsOn: today - DAY }, { startsAt: 0, expiresAt: null }],
  ['from today', { startsOn: today }, { startsAt: 0, expiresAt: null }],
  ['from tomorrow', { startsOn: today + DAY }, { startsAt: today + DAY, expiresAt: null }],
  ['until today, which still counts', { endsOn: today }, { startsAt: 0, expiresAt: today + DAY }],
  ['until yesterday', { endsOn: today - DAY }, null],
])('a period %s', (_, days, period) => {
  expect(grantPeriod({ startsOn: null, endsOn: null, ...days, now })).toEqual(period)
})

test.each([
  ['in-force', {}],
  ['in-force', { startsAt: now, expiresAt: now + 1 }],
  ['upcoming', { startsAt: now + 1 }],
  ['over', { expiresAt: now }],
  ['over', { endedAt: now }],
  ['over', { startsAt: now + 1, endedAt: now }],
])('a grant is %s with %j', (state, times) => {
  expect(grantState({ startsAt: 0, expiresAt: null, endedAt: null, ...times }, now)).toBe(state)
})

test.each([
  [{ startsOn: '2026-02-30' }, { startsOn: ['admin.grant.error.day'] }],
  [{ endsOn: 'soon' }, { endsOn: ['admin.grant.error.day'] }],
  [{ startsOn: '2026-03-05', endsOn: '2026-03-04' }, { endsOn: ['admin.grant.error.order'] }],
  [{ what: 'administrator:course' }, { what: ['admin.grant.error.role'] }],
])('the form with %j is refused', (fields, errors) => {
  const result = newGrantSchema.safeParse({ what: 'supervisor:country', scopeId: 'KE', ...fields })
  expect(result.error?.flatten().fieldErrors).toEqual(errors)
})

test('a long list is found through by a part of the name, whatever its capitals', () => {
  const all = Array.from({ length: 600 }, (_, index) => ({ id: String(index), name: `Cohort ${index}` }))
  expect(findChoices(all, '')).toMatchObject({ total: 600, isLong: true, choices: { length: 250 } })
  expect(findChoices(all, 'COHORT 59')).toMatchObject({ total: 11, isLong: true })
  expect(findChoices(all, 'none')).toEqual({ choices: [], total: 0, isLong: true })
  expect(findChoices(all.slice(0, 5), '')).toMatchObject({ total: 5, isLong: false })
})
