import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'

/** How many trainees one list may name. */
const MOST_NAMES = 2000

/** What became of one user name in a list. */
export type EnrolmentOutcome = 'enrolled' | 'already' | 'unknown' | 'suspended'

export type EnrolmentLine = { username: string; outcome: EnrolmentOutcome }

/** The user names in a pasted list, one a line or separated by commas or semicolons, in the order they were typed. */
export function readUsernames(pasted: string): string[] {
  return pasted
    .split(/[\r\n,;\t]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** The list a manager pastes. */
export const enrolSchema = z.object({
  usernames: z
    .string()
    .max(200_000, messageKey('manage.error.listLong'))
    .transform(readUsernames)
    .refine((names) => names.length > 0, messageKey('manage.error.listEmpty'))
    .refine((names) => names.length <= MOST_NAMES, messageKey('manage.error.listLong')),
})

export const withdrawSchema = z.object({
  username: z.string().trim().min(1, messageKey('manage.error.usernameMissing')).max(200),
})

/** How many of a list were enrolled, and the names to correct or to leave out. */
export function countOutcomes(lines: readonly EnrolmentLine[]): { enrolled: number; refused: string[] } {
  return {
    enrolled: lines.filter(({ outcome }) => outcome === 'enrolled').length,
    refused: lines
      .filter(({ outcome }) => outcome === 'unknown' || outcome === 'suspended')
      .map(({ username }) => username),
  }
}
