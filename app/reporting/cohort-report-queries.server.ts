import { and, asc, count, desc, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { personHolds } from '#app/identity/accounts/person-search.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { traineeSeenBy } from '#app/programmes/programme-scope.server.ts'
import { reader } from '#db/client.server.ts'
import { pageOf } from '#db/page-of.ts'
import { course, courseRevision } from '#db/schema/content.ts'
import { account, agency } from '#db/schema/identity.ts'
import { cohort, enrolment, programme, programmeCourse } from '#db/schema/programmes.ts'
import { courseProgress } from '#db/schema/progress.ts'
import {
  type CohortSummary,
  interpretRow,
  type ReportFilter,
  type ReportRow,
  type Sort,
  type SortKey,
  type Status,
  traineesWith,
} from './cohort-report.ts'
import { cohortSummary } from './cohort-summary-queries.server.ts'

/** One course and the trainees of one cohort who match the filter. `now` in milliseconds UTC decides what is overdue. */
export type AskedRows = ReportFilter & { viewer: Viewer; cohortId: string; courseId: string; now: number }

export type ReportPage = {
  summary: CohortSummary
  rows: ReportRow[]
  /** Trainees who match the filter. */
  total: number
  page: number
  pages: number
}

const PAGE_SIZE = 50
const EXPORT_CHUNK = 1000

const completedRevision = alias(courseRevision, 'completed_revision')

/**
 * A page of the report, 1-based, and how the cohort as a whole divides; the nearest page when `page` is out of range.
 * Only trainees whose progress the viewer sees; nothing for a course outside the cohort's programme.
 */
export async function cohortPage(asked: AskedRows & { sort: Sort; page: number }): Promise<ReportPage> {
  const summary = await cohortSummary(asked)
  const total = asked.text === '' ? traineesWith(asked.status, summary) : await countMatching(asked)
  const { offset, ...shown } = pageOf({ asked: asked.page, total, size: PAGE_SIZE })
  const rows = await storedRows()
    .where(matching(asked))
    .orderBy(...ordering(asked.sort))
    .limit(PAGE_SIZE)
    .offset(offset)
  return { summary, rows: rows.map((row) => interpretRow(row, asked.now)), total, ...shown }
}

/** How many trainees match the filter. */
export async function countMatching(asked: AskedRows): Promise<number> {
  const [counted] = await reader.select({ total: count() }).from(storedRows().where(matching(asked)).as('matching'))
  return counted?.total ?? 0
}

/**
 * All rows of the report by name, a thousand at a time, for exports. A trainee who progresses meanwhile
 * is neither left out nor given twice: the place in the order depends on the name alone.
 */
export async function* cohortRows(asked: AskedRows): AsyncGenerator<ReportRow[]> {
  let after: SQL | undefined
  for (;;) {
    const rows = await storedRows()
      .where(and(matching(asked), after))
      .orderBy(...ordering({ key: 'name', descending: false }))
      .limit(EXPORT_CHUNK)
    if (rows.length > 0) yield rows.map((row) => interpretRow(row, asked.now))
    const last = rows.at(-1)
    if (!last || rows.length < EXPORT_CHUNK) return
    const name = sql`lower(${last.displayName})`
    after = or(
      sql`lower(${account.displayName}) > ${name}`,
      and(sql`lower(${account.displayName}) = ${name}`, sql`${account.id} > ${last.accountId}`),
    )
  }
}

/** The one query behind page, count and export: everybody with a place, whether or not they ever began. */
function storedRows() {
  return reader
    .select({
      accountId: account.id,
      username: account.username,
      displayName: account.displayName,
      agency: agency.name,
      countryCode: agency.countryCode,
      enrolledAt: enrolment.enrolledAt,
      startedAt: courseProgress.startedAt,
      lastActiveAt: courseProgress.lastActiveAt,
      completedActivities: courseProgress.completedActivities,
      finalScore: courseProgress.finalScore,
      completedAt: courseProgress.completedAt,
      completedRevision: completedRevision.number,
      currentRevision: courseRevision.number,
      activityCount: courseRevision.activityCount,
      dueOn: cohort.dueOn,
    })
    .from(enrolment)
    .innerJoin(cohort, eq(cohort.id, enrolment.cohortId))
    .innerJoin(programme, eq(programme.id, cohort.programmeId))
    .innerJoin(programmeCourse, eq(programmeCourse.programmeId, programme.id))
    .innerJoin(course, eq(course.id, programmeCourse.courseId))
    .innerJoin(courseRevision, eq(courseRevision.id, course.currentRevisionId))
    .innerJoin(account, eq(account.id, enrolment.accountId))
    .leftJoin(agency, eq(agency.id, account.agencyId))
    .leftJoin(
      courseProgress,
      and(eq(courseProgress.accountId, enrolment.accountId), eq(courseProgress.courseId, programmeCourse.courseId)),
    )
    .leftJoin(completedRevision, eq(completedRevision.id, courseProgress.completedRevisionId))
    .$dynamic()
}

function matching(asked: AskedRows): SQL | undefined {
  return and(
    traineeSeenBy(asked.viewer),
    eq(enrolment.cohortId, asked.cohortId),
    eq(programmeCourse.courseId, asked.courseId),
    isNull(enrolment.withdrawnAt),
    asked.status === null ? undefined : statusIs[asked.status](),
    asked.text === '' ? undefined : personHolds(asked.text),
  )
}

/** `statusOf` in SQL. */
const statusIs: Record<Status, () => SQL | undefined> = {
  'not-started': () => and(isNull(courseProgress.startedAt), isNull(courseProgress.completedAt)),
  'under-way': () => and(isNotNull(courseProgress.startedAt), isNull(courseProgress.completedAt)),
  completed: () => isNotNull(courseProgress.completedAt),
}

const sortedBy: Record<SortKey, SQL> = {
  name: sql`lower(${account.displayName})`,
  agency: sql`coalesce(lower(${agency.name}), '')`,
  country: sql`coalesce(${agency.countryCode}, '')`,
  progress: sql`coalesce(${courseProgress.completedActivities}, 0)`,
  status: sql`case when ${courseProgress.completedAt} is not null then 2 when ${courseProgress.startedAt} is not null then 1 else 0 end`,
  // Databases differ in where they put nulls: who never began, or has no score, counts as lowest.
  active: sql`coalesce(${courseProgress.lastActiveAt}, -1)`,
  score: sql`coalesce(${courseProgress.finalScore}, -1)`,
}

/** Ties go by name, then by id, so that every row has exactly one place. */
function ordering({ key, descending }: Sort): SQL[] {
  const asked = descending ? desc(sortedBy[key]) : asc(sortedBy[key])
  return key === 'name' ? [asked, asc(account.id)] : [asked, asc(sortedBy.name), asc(account.id)]
}
