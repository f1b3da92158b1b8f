import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'
import { monthsBefore } from '../settings/months-before.ts'

export type ErasureReason = 'asked' | 'inactive'

const DAY = 24 * 60 * 60 * 1000

/** Days between the notice that an account without visits will be erased, and the erasure. */
export const INACTIVE_NOTICE_DAYS = 30

/** When what is asked for, or announced, at `now` is due: `days` later, in milliseconds UTC. */
export function dueAfter(days: number, now: number): number {
  return now + days * DAY
}

/** The time before which a last visit counts as too long ago; null when accounts without visits are kept. */
export function inactiveBefore(months: number, now: number): number | null {
  return months === 0 ? null : monthsBefore(now, months)
}

/** What the page on which a person asks for erasure posts. */
export const askErasureSchema = z.object({
  username: z.string().trim().min(1, messageKey('privacy.erase.usernameMissing')).max(1000),
  keepsName: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
})

/** What the notice on every page, and the page of one's data, post. */
export const withdrawErasureSchema = z.object({ intent: z.literal('withdraw') })

/** What the list of erasures posts. */
export const dueErasureSchema = z.object({
  intent: z.enum(['carry-out', 'stop']),
  accountId: z.string().min(1).max(100),
})
