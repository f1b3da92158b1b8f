import type { MessageKey } from '#app/i18n/catalogue.ts'
import { messageKey } from '#app/i18n/catalogue.ts'
import type { PeopleColumn } from './people-file.ts'

export const outcomes = ['created', 'changed', 'unchanged', 'refused'] as const
export type Outcome = (typeof outcomes)[number]

/** What of an account a row changes. */
export type ChangedField = Exclude<PeopleColumn, 'username' | 'country'>

/** Why a row is refused, in words for whoever mends the file. */
export const refusalReasons = {
  'username-missing': messageKey('peopleFiles.reason.usernameMissing'),
  'username-unusable': messageKey('peopleFiles.reason.usernameUnusable'),
  /** Somebody's, whom the viewer does not administer: whose, and where, is not said. */
  'username-not-yours': messageKey('peopleFiles.reason.usernameNotYours'),
  'username-twice': messageKey('peopleFiles.reason.usernameTwice'),
  'name-missing': messageKey('peopleFiles.reason.nameMissing'),
  'name-unusable': messageKey('peopleFiles.reason.nameUnusable'),
  'email-unusable': messageKey('peopleFiles.reason.emailUnusable'),
  'email-taken': messageKey('peopleFiles.reason.emailTaken'),
  'country-unknown': messageKey('peopleFiles.reason.countryUnknown'),
  'country-alone': messageKey('peopleFiles.reason.countryAlone'),
  'agency-missing': messageKey('peopleFiles.reason.agencyMissing'),
  'agency-unknown': messageKey('peopleFiles.reason.agencyUnknown'),
  'agency-ambiguous': messageKey('peopleFiles.reason.agencyAmbiguous'),
} as const satisfies Record<string, MessageKey>

export type RefusalReason = keyof typeof refusalReasons

type About = {
  line: number
  /** As the file has it. */
  username: string
}

/** What comes of a row. `accountId` of a created one is known once it is. */
export type PlannedRow = About &
  (
    | { outcome: 'created'; accountId: string | null }
    | { outcome: 'changed'; accountId: string; fields: ChangedField[] }
    | { outcome: 'unchanged'; accountId: string }
    | { outcome: 'refused'; reason: RefusalReason; firstLine?: number }
  )

export type OutcomeCounts = Record<Outcome, number>

export function countOutcomes(rows: readonly { outcome: Outcome }[]): OutcomeCounts {
  const counts: OutcomeCounts = { created: 0, changed: 0, unchanged: 0, refused: 0 }
  for (const { outcome } of rows) counts[outcome] += 1
  return counts
}

/** The accounts that an import opened. */
export function createdBy(rows: readonly PlannedRow[]): string[] {
  return rows.flatMap((row) => (row.outcome === 'created' && row.accountId !== null ? [row.accountId] : []))
}
