import { z } from 'zod'
import data from './data/status.json' with { type: 'json' }

const participant = z.object({
  name: z.string(),
  /** A day (2025-10-25) or a month (2026-07); null when not found. */
  signed: z.string().nullable(),
  ratified: z.string().nullable(),
  dateNote: z.string().optional(),
  ratifiedNote: z.string().optional(),
})

export type Participant = z.infer<typeof participant>

/** Who signed and ratified, as far as public sources told it: always shown with its days and `source`. */
export type ConventionStatus = {
  /** The day of the list of signatories, in milliseconds UTC. */
  listedOn: number
  /** The last day (2025-10-25) or month (2026-07) of which a signature or ratification is known. */
  knownUntil: string
  source: string
  notes: readonly string[]
  /** Signatories that are known to exist but could not be named. */
  knownMissing: number
  /** Ratifications that the depositary is reported to have received. */
  confirmedRatifications: number
  reportedRatifications: number
  participants: readonly Participant[]
}

const participants = z
  .array(participant)
  .parse(data.participants)
  .sort((a, b) => a.name.localeCompare(b.name, 'en'))

const days = participants.flatMap(({ signed, ratified }) => [signed, ratified].filter((day) => day !== null))

export function conventionStatus(): ConventionStatus {
  return {
    listedOn: Date.parse(data.asOf.slice(0, 10)),
    knownUntil: [...days].sort().at(-1) ?? '',
    source: data.source,
    notes: data.notes,
    knownMissing: data.counts.knownMissing,
    confirmedRatifications: data.counts.ratificationsConfirmedByDepositaryReport,
    reportedRatifications: data.counts.ratificationsReportedDepositUnconfirmed,
    participants,
  }
}
