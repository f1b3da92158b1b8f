import { z } from 'zod'
import { type MessageKey, messageKey } from '#app/i18n/catalogue.ts'
import { roles } from '../viewer.ts'
import { readDomains } from './domain-list.ts'
import { platformSettings, registrationRules, type SettingName } from './platform-settings.ts'

/** The settings that are numbers, with what they count. */
export const numberSettings = {
  sharedIdleMinutes: 'minutes',
  sharedMostHours: 'hours',
  ownIdleDays: 'days',
  ownMostDays: 'days',
  invitationDays: 'days',
  cardDays: 'days',
  erasureDelayDays: 'days',
  inactiveMonths: 'months',
  auditMonths: 'months',
} as const satisfies Partial<Record<SettingName, string>>

export type NumberSetting = keyof typeof numberSettings

export function isNumberSetting(name: SettingName): name is NumberSetting {
  return Object.hasOwn(numberSettings, name)
}

/** The page's groups of settings, and their order in each: every setting has its place. */
export const settingGroups = {
  registration: ['registration', 'registrationDomains'],
  secondFactor: ['secondFactorRoles'],
  sessions: ['sharedIdleMinutes', 'sharedMostHours', 'ownIdleDays', 'ownMostDays'],
  access: ['invitationDays', 'cardDays'],
  privacy: ['controller', 'erasureDelayDays', 'inactiveMonths', 'auditMonths'],
} as const satisfies Record<string, readonly SettingName[]>

export type SettingGroup = keyof typeof settingGroups

/** The settings in the order of the page. */
export const settingFields: readonly SettingName[] = Object.values(settingGroups).flat()

/** What a number may be, and is until somebody changes it. */
export function rangeOf(name: NumberSetting): { low: number; high: number; initial: number } {
  const { schema, initial } = platformSettings[name]
  return { low: schema.minValue ?? 0, high: schema.maxValue ?? Number.MAX_SAFE_INTEGER, initial }
}

function wholeNumber(name: NumberSetting) {
  return z.string().transform((text, context) => {
    const digits = text.normalize('NFKC').trim()
    const read = platformSettings[name].schema.safeParse(/^\d{1,6}$/.test(digits) ? Number(digits) : null)
    if (read.success) return read.data
    context.addIssue({ code: 'custom', message: messageKey('settings.error.number') })
    return z.NEVER
  })
}

const domains = z.string().transform((text, context) => {
  const read = readDomains(text)
  if (read) return read
  context.addIssue({ code: 'custom', message: messageKey('settings.error.domains') })
  return z.NEVER
})

/** One line, or nothing. */
const controller = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .refine((text) => text.length <= 300 && !/[\p{Cc}\p{Cs}]/u.test(text), messageKey('settings.error.controller'))

const fields = {
  registration: z.enum(registrationRules, messageKey('settings.error.choice')),
  registrationDomains: domains,
  secondFactorRoles: z
    .array(z.enum(roles, messageKey('settings.error.choice')))
    .transform((held) => [...new Set(held)]),
  sharedIdleMinutes: wholeNumber('sharedIdleMinutes'),
  sharedMostHours: wholeNumber('sharedMostHours'),
  ownIdleDays: wholeNumber('ownIdleDays'),
  ownMostDays: wholeNumber('ownMostDays'),
  invitationDays: wholeNumber('invitationDays'),
  cardDays: wholeNumber('cardDays'),
  controller,
  erasureDelayDays: wholeNumber('erasureDelayDays'),
  inactiveMonths: wholeNumber('inactiveMonths'),
  auditMonths: wholeNumber('auditMonths'),
} satisfies Record<SettingName, z.ZodType>

/** What the page of settings posts: all of them, or the wish for a test mail. What is wrong between two fields is told at the one that would give way. */
export const settingsPageSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('settings'), ...fields }).superRefine((form, context) => {
    const refuse = (field: SettingName, message: MessageKey) =>
      context.addIssue({ code: 'custom', path: [field], message })
    if (form.registration === 'domains' && form.registrationDomains.length === 0) {
      refuse('registrationDomains', 'settings.error.domainsMissing')
    }
    if (form.sharedIdleMinutes > form.sharedMostHours * 60) refuse('sharedIdleMinutes', 'settings.error.idleLonger')
    if (form.ownIdleDays > form.ownMostDays) refuse('ownIdleDays', 'settings.error.idleLonger')
  }),
  z.object({ intent: z.literal('test-mail') }),
])

/** What the form's fields hold: what is set, or what was typed and refused. */
export type ShownSettings = { typed: Record<string, string>; ticked: Record<string, string[]> }
