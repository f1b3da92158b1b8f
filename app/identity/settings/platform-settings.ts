import { z } from 'zod'
import { roles } from '../viewer.ts'

/** Who may open an account by themselves: anyone, who has an address of a listed mail domain, or only who was given a key or an invitation. */
export const registrationRules = ['open', 'domains', 'closed'] as const

const wholeNumber = (low: number, high: number) => z.number().int().min(low).max(high)

/**
 * What an administrator decides for the whole platform, each with what holds until they do. Stored by name, one row each;
 * a stored value that no longer fits counts as not set.
 */
export const platformSettings = {
  registration: { schema: z.enum(registrationRules), initial: 'open' },
  /** Lower case, without @. */
  registrationDomains: { schema: z.array(z.string()), initial: [] },
  /** Roles that may be used only after a second factor was shown. */
  secondFactorRoles: { schema: z.array(z.enum(roles)), initial: [] },
  /** A session on a shared computer ends after so many minutes without a visit, and after so many hours anyway. */
  sharedIdleMinutes: { schema: wholeNumber(5, 240), initial: 20 },
  sharedMostHours: { schema: wholeNumber(1, 24), initial: 10 },
  /** The same of one's own device, in days. */
  ownIdleDays: { schema: wholeNumber(1, 90), initial: 30 },
  ownMostDays: { schema: wholeNumber(1, 365), initial: 90 },
  /** How long an invitation by mail and an access card work. */
  invitationDays: { schema: wholeNumber(1, 60), initial: 14 },
  cardDays: { schema: wholeNumber(1, 180), initial: 30 },
  /** Days between asking for erasure and the erasure, in which the person can think again. */
  erasureDelayDays: { schema: wholeNumber(0, 90), initial: 14 },
  /** An account without a visit for so many months is erased; 0 for never. */
  inactiveMonths: { schema: wholeNumber(0, 240), initial: 0 },
  /** After so many months entries of the audit log lose addresses and facts; 0 for never. */
  auditMonths: { schema: wholeNumber(0, 240), initial: 24 },
  /** Who answers for the data, as the privacy page names them. */
  controller: { schema: z.string(), initial: '' },
} as const satisfies Record<string, { schema: z.ZodType; initial: unknown }>

export type SettingName = keyof typeof platformSettings
export type PlatformSettings = { [Name in SettingName]: z.infer<(typeof platformSettings)[Name]['schema']> }

export const settingNames = Object.keys(platformSettings) as SettingName[]

/** A stored value as it counts; what it is until set for one that is missing or does not fit. */
export function readSetting<Name extends SettingName>(name: Name, json: string | null): PlatformSettings[Name] {
  const { schema, initial } = platformSettings[name]
  if (json === null) return initial as unknown as PlatformSettings[Name]
  try {
    const read = schema.safeParse(JSON.parse(json))
    return (read.success ? read.data : initial) as PlatformSettings[Name]
  } catch {
    return initial as unknown as PlatformSettings[Name]
  }
}
