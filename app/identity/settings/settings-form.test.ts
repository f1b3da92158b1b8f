import { expect, test } from 'vitest'
import { translatorFor } from '#app/i18n/translator.ts'
import { type PlatformSettings, platformSettings, readSetting, settingNames } from './platform-settings.ts'
import { describeChanges, describeSetting } from './setting-text.ts'
import { numberSettings, rangeOf, settingFields, settingsPageSchema } from './settings-form.ts'
import { showSettings } from './show-settings.server.ts'

const { t } = translatorFor('en')
const initial = Object.fromEntries(settingNames.map((name) => [name, readSetting(name, null)])) as PlatformSettings

/** The form as the page sends it, with some fields changed. */
const posted = (fields: Record<string, unknown> = {}) => {
  const { typed, ticked } = showSettings(initial)
  return { intent: 'settings', ...typed, ...ticked, ...fields }
}
const errorsOf = (fields: Record<string, unknown>) => {
  const read = settingsPageSchema.safeParse(posted(fields))
  return read.success ? {} : Object.fromEntries(read.error.issues.map(({ path, message }) => [path[0], message]))
}

test('every setting has its place on the page, and only one', () => {
  expect([...settingFields].sort()).toEqual([...settingNames].sort())
})

test('every setting that is a number is read as one', () => {
  const numbers = settingNames.filter((name) => typeof platformSettings[name].initial === 'number')
  expect(Object.keys(numberSettings).sort()).toEqual(numbers.sort())
})

test('the form as it is first shown changes nothing', () => {
  const { intent, ...settings } = settingsPageSchema.parse(posted()) as PlatformSettings & { intent: string }
  expect(intent).toBe('settings')
  expect(settings).toEqual(initial)
})

test('all that can be set is shown again as it was set', () => {
  const set = settingsPageSchema.parse(
    posted({
      registration: 'domains',
      registrationDomains: 'Police.example\nполиция.рф',
      secondFactorRoles: ['administrator', 'manager', 'administrator'],
      controller: '  Ministry of Interior,\n Nairobi ',
      cardDays: ' ４５ ',
    }),
  ) as PlatformSettings
  expect(set).toMatchObject({
    registrationDomains: ['police.example', 'xn--h1aahle9bwd.xn--p1ai'],
    secondFactorRoles: ['administrator', 'manager'],
    controller: 'Ministry of Interior, Nairobi',
    cardDays: 45,
  })
  expect(showSettings(set)).toMatchObject({
    typed: { registration: 'domains', registrationDomains: 'police.example\nполиция.рф', cardDays: '45' },
    ticked: { secondFactorRoles: ['administrator', 'manager'] },
  })
})

test.each(Object.keys(numberSettings) as (keyof typeof numberSettings)[])('%s takes its range and no more', (name) => {
  const { low, high } = rangeOf(name)
  const rest = { sharedMostHours: '24', ownMostDays: '365', ownIdleDays: '1' }
  for (const right of [low, high]) expect(errorsOf({ ...rest, [name]: String(right) })).toEqual({})
  for (const wrong of [String(low - 1), String(high + 1), '', 'ten', '1.5', '1e2', '0x10', '-1', '9'.repeat(30)]) {
    expect([wrong, errorsOf({ ...rest, [name]: wrong })]).toEqual([wrong, { [name]: 'settings.error.number' }])
  }
})

test.each([
  [{ registration: 'some' }, { registration: 'settings.error.choice' }],
  [{ registration: undefined }, { registration: 'settings.error.choice' }],
  [{ secondFactorRoles: ['trainee'] }, { secondFactorRoles: 'settings.error.choice' }],
  [{ registrationDomains: 'police' }, { registrationDomains: 'settings.error.domains' }],
  [{ registration: 'domains' }, { registrationDomains: 'settings.error.domainsMissing' }],
  [{ sharedIdleMinutes: '61', sharedMostHours: '1' }, { sharedIdleMinutes: 'settings.error.idleLonger' }],
  [{ ownIdleDays: '31', ownMostDays: '30' }, { ownIdleDays: 'settings.error.idleLonger' }],
  [{ controller: 'x'.repeat(301) }, { controller: 'settings.error.controller' }],
  [{ controller: 'a\u0000b' }, { controller: 'settings.error.controller' }],
])('%j is told at its field', (fields, errors) => {
  expect(errorsOf(fields)).toEqual(errors)
})

test.each([
  ['registration', 'Who may register: Anyone who reaches the site'],
  ['registrationDomains', 'Mail domains: none'],
  ['secondFactorRoles', 'Roles that need a second factor: none'],
  ['cardDays', 'Days an access card works: 30 days'],
  ['inactiveMonths', 'Months without a visit after which an account is erased: never'],
  ['controller', 'Who answers for personal data: not told'],
] as const)('%s is told in words', (name, text) => {
  expect(describeSetting(name, initial, t)).toBe(text)
})

test('of many changes as many are told as a notice holds', () => {
  expect(describeChanges(['cardDays'], initial, t)).toEqual({ changes: 'Days an access card works: 30 days', more: 0 })
  const { changes, more } = describeChanges(settingNames, initial, t)
  expect(changes.length).toBeLessThanOrEqual(170)
  expect(changes.split('; ').length + more).toBe(settingNames.length)
})
