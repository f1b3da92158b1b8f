import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'

export type ErasureReason = 'asked' | 'inactive'

const DAY = 24 * 60 * 60 * 1000

/** Days between the notice that an account without visits will be erased, and the erasure. */
export const INACTIVE_NOTICE_DAYS = 30

/** When what is asked for, or announced, at `now` is due: `days` later, in milliseconds UTC. */
export function dueAfter(days: number, now: number): number {
  return now + days * DAY
}

/**
 * The time before which a last visit counts as too long ago: `months` calendar months (UTC) before `now`, and the last
 * day of a month that has no such day. Null when accounts without visits are kept.
 */
export function inactiveBefore(months: number, now: number): number | null {
  if (months === 0) return null
  const then = new Date(now)
  const day = then.getUTCDate()
  then.setUTCDate(1)
  then.setUTCMonth(then.getUTCMonth() - months)
  const daysOfMonth = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate()
  then.setUTCDate(Math.min(day, daysOfMonth))
  return then.getTime()
}

/** What the page on which a person asks for erasure posts. */
export const askErasureSchema = z.object({
  username: z.string().trim().min(1, messageKey('privacy.erase.usernameMissing')).max(1000),
  keepsName: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
})

/** What the list of erasures posts. */
export const dueErasureSchema = z.object({
  intent: z.enum(['carry-out', 'stop']),
  accountId: z.string().min(1).max(100),
})
