import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'
import { lineOfText } from '#app/identity/accounts/account.ts'
import { isCountryCode } from '#app/identity/places/countries.ts'
import { typedDay } from '#app/identity/roles/typed-day.ts'

export type ProgrammeCourse = { courseId: string; slug: string; title: string }

export type CohortFacts = {
  id: string
  name: string
  /** The first millisecond UTC of the last day that is in time. */
  dueOn: number | null
}

const name = lineOfText(120, messageKey('manage.error.name'))

const countries = z
  .array(z.string())
  .max(300)
  .refine((codes) => codes.every(isCountryCode), messageKey('manage.error.countryUnknown'))

/** What a manager types to set up a programme. */
export const newProgrammeSchema = z.object({
  name,
  description: z.string().trim().max(1000, messageKey('manage.error.descriptionLong')).default(''),
  courses: z.array(z.string()).min(1, messageKey('manage.error.coursesMissing')).max(100),
  countries: countries.default([]),
})

/** Of which countries people may be enrolled by user name. */
export const changeCountriesSchema = z.object({ countries })

export type NewProgramme = z.infer<typeof newProgrammeSchema>

const day = typedDay(messageKey('manage.error.dateUnusable'))

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
