import { domainToUnicode } from 'node:url'
import type { PlatformSettings } from './platform-settings.ts'
import { numberSettings, type NumberSetting, type ShownSettings } from './settings-form.ts'

/** The settings as the fields of the form show them, domains in their own script. */
export function showSettings(settings: PlatformSettings): ShownSettings {
  const numbers = (Object.keys(numberSettings) as NumberSetting[]).map((name) => [name, String(settings[name])])
  return {
    typed: {
      registration: settings.registration,
      // What cannot be written in another script is empty: it is shown as it is kept.
      registrationDomains: settings.registrationDomains.map((domain) => domainToUnicode(domain) || domain).join('\n'),
      controller: settings.controller,
      ...(Object.fromEntries(numbers) as Record<string, string>),
    },
    ticked: { secondFactorRoles: [...settings.secondFactorRoles] },
  }
}
