import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'

/** The most minutes that are given at one time. */
export const MOST_MINUTES = 240

const MINUTE = 60_000

const typedMinutes = z
  .string()
  .trim()
  .regex(/^\d{1,4}$/, messageKey('examiners.error.minutes'))
  .transform(Number)
  .refine((minutes) => minutes >= 1 && minutes <= MOST_MINUTES, messageKey('examiners.error.minutes'))

/** In characters. The person whose attempt it is reads it. */
const reason = z
  .string()
  .trim()
  .min(10, messageKey('examiners.error.reason'))
  .max(500, messageKey('examiners.error.reason'))

/** The last change of the attempt that the page showed: a form that was made before another change does nothing. */
const seen = z.string().max(100)

/** What the page of an attempt posts. A quiz without a limit is reopened without minutes. */
export const attemptChangeSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('extend'), seen, minutes: typedMinutes, reason }),
  z.object({
    intent: z.literal('reopen'),
    seen,
    minutes: z.union([z.literal('').transform(() => null), typedMinutes]).default(null),
    reason,
  }),
])

/** As much of an attempt as the rules look at; times in milliseconds UTC. */
export type RuledAttempt = {
  dueAt: number | null
  submittedAt: number | null
  /** Whether the person has begun another attempt at the quiz since. */
  hasLater: boolean
  /** Whether the data of the person were erased: nobody can go on with it. */
  isErased: boolean
  /** Whether it is the examiner's own: nobody decides over that. */
  isOwn: boolean
}

/** Why an attempt cannot be changed. `stale`: somebody changed it since the page was made, or the form came twice. */
export type ChangeRefusal =
  'stale' | 'handed-in' | 'no-limit' | 'under-way' | 'later-attempt' | 'erased' | 'own' | 'minutes'

/** Why an attempt cannot be given more time; null when it can: it is under way, or its end was not noticed yet. */
export function refusalToExtend({ dueAt, submittedAt, isErased, isOwn }: RuledAttempt): ChangeRefusal | null {
  if (submittedAt !== null) return 'handed-in'
  if (isOwn) return 'own'
  if (isErased) return 'erased'
  return dueAt === null ? 'no-limit' : null
}

/** Why an attempt cannot be gone on with; null when it can: it was handed in, and is the last that the person began. */
export function refusalToReopen({ submittedAt, hasLater, isErased, isOwn }: RuledAttempt): ChangeRefusal | null {
  if (submittedAt === null) return 'under-way'
  if (isOwn) return 'own'
  if (isErased) return 'erased'
  return hasLater ? 'later-attempt' : null
}

/** When the time ends after so many more minutes: counted from its end or, when that is over, from now. */
export function extendedDue(dueAt: number, minutes: number, now: number): number {
  return Math.max(dueAt, now) + minutes * MINUTE
}

/** When the time of an attempt ends that is gone on with now, for so many minutes; null for a quiz without a limit. */
export function reopenedDue(minutes: number | null, now: number): number | null {
  return minutes === null ? null : now + minutes * MINUTE
}
