import { expect, test } from 'vitest'
import { nameShown, NAME_ERASED } from '../accounts/shown-name.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { inactiveBefore } from './erasure.ts'

test.each([
  ['nobody is inactive where accounts are kept', 0, '2027-05-31', null],
  ['months are those of the calendar', 3, '2027-05-15', '2027-02-15'],
  ['a month without such a day ends on its last', 3, '2027-05-31', '2027-02-28'],
  ['years are counted as twelve months', 24, '2028-02-29', '2026-02-28'],
])('%s', (_, months, now, expected) => {
  const before = inactiveBefore(months, Date.parse(`${now}T10:20:30Z`))
  expect(before).toBe(expected === null ? null : Date.parse(`${expected}T10:20:30Z`))
})

test('an erased name is shown in words, and any other as it is', () => {
  const { t } = translatorFor('en')
  expect([nameShown(NAME_ERASED, t), nameShown('Ama – Owusu', t)]).toEqual(['Former trainee', 'Ama – Owusu'])
})
