import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'
import { typedDay } from '#app/identity/roles/typed-day.ts'

/** The most extra time there is, in per cent of a limit. */
export const MOST_EXTRA = 200

const DAY = 24 * 60 * 60 * 1000

/** What the page of a person's extra time posts. Days are UTC, and the last one still counts. */
export const extraTimeSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('give'),
    percent: z
      .string()
      .trim()
      .regex(/^\d{1,3}$/, messageKey('accommodation.error.percent'))
      .transform(Number)
      .refine((percent) => percent >= 1 && percent <= MOST_EXTRA, messageKey('accommodation.error.percent')),
    endsOn: typedDay(messageKey('accommodation.error.day')),
    reason: z
      .string()
      .trim()
      .min(10, messageKey('accommodation.error.reason'))
      .max(500, messageKey('accommodation.error.reason')),
  }),
  z.object({ intent: z.literal('withdraw') }),
])

/** Extra time in per cent of a limit, as it was given; times in milliseconds UTC. */
export type Accommodation = {
  extraTime: number
  expiresAt: number | null
  withdrawnAt: number | null
}

/** The moment from which extra time is over whose last day begins at `endsOn`. */
export function endOfDay(endsOn: number | null): number | null {
  return endsOn === null ? null : endsOn + DAY
}

export function isInForce({ expiresAt, withdrawnAt }: Omit<Accommodation, 'extraTime'>, now: number): boolean {
  return withdrawnAt === null && (expiresAt === null || now < expiresAt)
}

/** The extra time a person has, in per cent: the most of what is in force, where two accounts of theirs had some. */
export function extraTimeOf(accommodations: readonly Accommodation[], now: number): number {
  return Math.max(0, ...accommodations.filter((one) => isInForce(one, now)).map(({ extraTime }) => extraTime))
}
