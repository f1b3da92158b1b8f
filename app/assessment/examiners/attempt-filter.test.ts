import { expect, test } from 'vitest'
import { attemptState, readAttemptList, writeAttemptList } from './attempt-filter.ts'

const nothing = { quiz: '', state: null, person: '', before: null }

test('the address of the list is read as it is written', () => {
  const query = '?quiz=final&state=time-over&person=amina+d&before=1772020800000.0196-ab_c'
  const { before, ...filter } = readAttemptList(new URLSearchParams(query))
  expect({ before, ...filter }).toEqual({
    quiz: 'final',
    state: 'time-over',
    person: 'amina d',
    before: { startedAt: 1772020800000, id: '0196-ab_c' },
  })
  expect(writeAttemptList(filter, before)).toBe(query)
  expect(writeAttemptList(nothing)).toBe('')
})

test.each([
  [''],
  ['?quiz=&state=&person='],
  ['?state=__proto__'],
  ['?before=x'],
  ['?before=1'],
  ['?before=1.'],
  ['?before=-1.a'],
  ['?before=99999999999999999.a'],
])('%j asks for everything', (query) => {
  expect(readAttemptList(new URLSearchParams(query))).toEqual(nothing)
})

test.each([
  [{ submittedAt: null, endedBy: null }, 'under-way'],
  [{ submittedAt: 1, endedBy: 'time' as const }, 'time-over'],
  [{ submittedAt: 1, endedBy: 'person' as const }, 'handed-in'],
  [{ submittedAt: 1, endedBy: null }, 'handed-in'],
])('an attempt with %j is %s', (attempt, state) => {
  expect(attemptState(attempt)).toBe(state)
})
