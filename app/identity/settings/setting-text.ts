import type { Translate } from '#app/i18n/translator.ts'
import type { PlatformSettings, SettingName } from './platform-settings.ts'
import { isNumberSetting, numberSettings, rangeOf } from './settings-form.ts'

/** Longest account of changes that a notice holds, in characters. */
const LONGEST = 170

/** What a setting is now, in words: "An access card works for: 30 days". */
export function describeSetting(name: SettingName, settings: PlatformSettings, t: Translate): string {
  return t('settings.labelledValue', { label: t(`settings.label.${name}`), value: describeValue(name, settings, t) })
}

function describeValue(name: SettingName, settings: PlatformSettings, t: Translate): string {
  if (isNumberSetting(name)) {
    const count = settings[name]
    // Where nothing may be kept for no time at all, 0 switches the rule off.
    if (count === 0 && numberSettings[name] === 'months') return t('settings.value.never')
    return t(`settings.value.${numberSettings[name]}`, { count })
  }
  switch (name) {
    case 'registration':
      return t(`settings.registration.${settings.registration}`)
    case 'registrationDomains':
      return t('settings.value.domains', { count: settings.registrationDomains.length })
    case 'secondFactorRoles':
      return (
        settings.secondFactorRoles.map((role) => t(`identity.role.${role}`)).join(', ') || t('settings.value.noRole')
      )
    case 'controller':
      return settings.controller === '' ? t('settings.value.nobody') : t('settings.value.changed')
  }
}

/** What was changed, in words; as many changes as a notice holds, and how many more there are. */
export function describeChanges(
  changed: readonly SettingName[],
  settings: PlatformSettings,
  t: Translate,
): { changes: string; more: number } {
  const texts: string[] = []
  for (const name of changed) {
    const text = describeSetting(name, settings, t)
    if (texts.length > 0 && [...texts, text].join('; ').length > LONGEST) break
    texts.push(text)
  }
  return { changes: texts.join('; ').slice(0, LONGEST), more: changed.length - texts.length }
}

/** What may be typed for a number, in words. */
export function describeRange(name: Parameters<typeof rangeOf>[0], t: Translate): string {
  return t('settings.range', rangeOf(name))
}
