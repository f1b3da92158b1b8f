import { z } from 'zod'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { isPastDue } from '#app/programmes/programme.ts'

export const statuses = ['not-started', 'under-way', 'completed'] as const
export type Status = (typeof statuses)[number]

export const sortKeys = ['name', 'agency', 'country', 'progress', 'status', 'active', 'score'] as const
export type SortKey = (typeof sortKeys)[number]
export type Sort = { key: SortKey; descending: boolean }

/** Which trainees of a cohort are asked for. */
export type ReportFilter = {
  status: Status | null
  /** Part of a name, a user name or an agency's name; empty for everybody. */
  text: string
}

/** One trainee and one course, as stored. */
export type StoredRow = {
  accountId: string
  username: string
  displayName: string
  agency: string | null
  countryCode: string | null
  enrolledAt: number
  /** Null when the trainee never opened the course; then all of the following are null too. */
  startedAt: number | null
  lastActiveAt: number | null
  completedActivities: number | null
  finalScore: number | null
  completedAt: number | null
  /** Number of the revision it was completed on. */
  completedRevision: number | null
  /** Number of the course's current revision. */
  currentRevision: number
  /** Activities of the course's current edition. */
  activityCount: number
  dueOn: number | null
}

/** One trainee and one course, as every screen and export shows them. */
export type ReportRow = Omit<StoredRow, 'completedActivities' | 'dueOn'> & {
  status: Status
  /** Activities of the current edition that are completed. */
  completedActivities: number
  /** Past the due day and not completed. */
  overdue: boolean
}

/** How a cohort divides. The three parts add up to `trainees`. */
export type CohortSummary = { trainees: number; notStarted: number; underWay: number; completed: number }

export const nobody: CohortSummary = { trainees: 0, notStarted: 0, underWay: 0, completed: 0 }

/** What is printed above the table, bar and export: the rule behind their figures. */
export const cohortReport = {
  rule: 'manage.report.rule',
  ruleOfProgramme: 'manage.report.ruleOfProgramme',
  statusLabels: {
    'not-started': 'manage.status.notStarted',
    'under-way': 'manage.status.underWay',
    completed: 'manage.status.completed',
  },
} as const satisfies {
  rule: MessageKey
  ruleOfProgramme: MessageKey
  statusLabels: Record<Status, MessageKey>
}

/**
 * The status of one trainee in one course: completed once a completion is recorded, whatever later editions add;
 * under way once the course was opened.
 * The summary and the status filter in the queries say the same in SQL; a test compares them.
 */
export function statusOf(row: Pick<StoredRow, 'startedAt' | 'completedAt'>): Status {
  if (row.completedAt !== null) return 'completed'
  return row.startedAt !== null ? 'under-way' : 'not-started'
}

/** Whether the course was completed on a revision that is not the current one any more. */
export function isOnOlderRevision(row: Pick<StoredRow, 'completedRevision' | 'currentRevision'>): boolean {
  return row.completedRevision !== null && row.completedRevision !== row.currentRevision
}

export function interpretRow({ dueOn, ...row }: StoredRow, now: number): ReportRow {
  const status = statusOf(row)
  return {
    ...row,
    status,
    completedActivities: row.completedActivities ?? 0,
    overdue: status !== 'completed' && isPastDue(dueOn, now),
  }
}

/** How many trainees have this status; with null, how many there are. */
export function traineesWith(status: Status | null, summary: CohortSummary): number {
  switch (status) {
    case 'not-started':
      return summary.notStarted
    case 'under-way':
      return summary.underWay
    case 'completed':
      return summary.completed
    case null:
      return summary.trainees
  }
}

/** How many have not completed although the due day is over. */
export function overdueIn(summary: CohortSummary, dueOn: number | null, now: number): number {
  return isPastDue(dueOn, now) ? summary.notStarted + summary.underWay : 0
}

/** The share of trainees who completed, 0 to 1; 0 for a cohort without trainees. */
export function completedShare(summary: CohortSummary): number {
  return summary.trainees === 0 ? 0 : summary.completed / summary.trainees
}

/** What the address of a report asks for. Anything unusable counts as not asked. */
const reportAddressSchema = z.object({
  course: z.string().nullable().catch(null),
  status: z.enum(statuses).nullable().catch(null),
  text: z.string().trim().max(100).catch(''),
  sort: z
    .string()
    .transform((value, context): Sort => {
      const descending = value.startsWith('-')
      const key = sortKeys.find((name) => name === value.slice(descending ? 1 : 0))
      if (key) return { key, descending }
      context.addIssue({ code: 'custom' })
      return z.NEVER
    })
    .catch({ key: 'name', descending: false }),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
})

export type ReportAddress = z.infer<typeof reportAddressSchema>

export function readReportAddress(search: URLSearchParams): ReportAddress {
  const asked = (name: string) => search.get(name)
  return reportAddressSchema.parse({
    course: asked('course'),
    status: asked('status'),
    text: asked('text') ?? '',
    sort: asked('sort') ?? '',
    page: asked('page') ?? 1,
  })
}

/** The query part of a report's address: only what differs from the default. `change` replaces parts of `address`. */
export function writeReportAddress(address: ReportAddress, change: Partial<ReportAddress> = {}): string {
  const { course, status, text, sort, page } = { ...address, ...change }
  const search = new URLSearchParams()
  if (course) search.set('course', course)
  if (status) search.set('status', status)
  if (text) search.set('text', text)
  if (sort.key !== 'name' || sort.descending) search.set('sort', (sort.descending ? '-' : '') + sort.key)
  if (page > 1) search.set('page', String(page))
  const query = search.toString()
  return query && `?${query}`
}
