import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'

/** Control characters, and the marks that turn the direction of text around: in a name they only deceive. */
const DECEIVING = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u

const name = z
  .string()
  .trim()
  .min(1, messageKey('manage.error.nameMissing'))
  .max(120, messageKey('manage.error.nameLong'))
  .refine((value) => !DECEIVING.test(value), messageKey('manage.error.nameCharacters'))

/** What a manager types to set up a programme. */
export const newProgrammeSchema = z.object({
  name,
  description: z.string().trim().max(1000, messageKey('manage.error.descriptionLong')).default(''),
  courses: z.array(z.string()).min(1, messageKey('manage.error.coursesMissing')).max(100),
})

export type NewProgramme = z.infer<typeof newProgrammeSchema>

/** The day an `<input type="date">` gives, as its first millisecond UTC; an empty field is null. */
const day = z
  .string()
  .trim()
  .default('')
  .transform((value, context) => {
    if (value === '') return null
    const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
    // Date.parse takes 31 February for 3 March.
    if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(value)) return time
    context.addIssue({ code: 'custom', message: messageKey('manage.error.dateUnusable') })
    return z.NEVER
  })

/** What a manager types to add a cohort. */
export const newCohortSchema = z.object({ name, dueOn: day })

export type NewCohort = z.infer<typeof newCohortSchema>

const DAY = 24 * 60 * 60 * 1000

/**
 * Whether the due day of a cohort is over. `dueOn` is the first millisecond UTC of that day, which still counts:
 * work handed in on it is in time.
 */
export function isPastDue(dueOn: number | null, now: number): boolean {
  return dueOn !== null && now >= dueOn + DAY
}
