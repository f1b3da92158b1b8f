import type { MessageKey } from '#app/i18n/catalogue.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { nameShown } from '#app/identity/accounts/shown-name.ts'
import { cohortReport, type ReportRow } from './cohort-report.ts'
import { type AskedRows, cohortRows } from './cohort-report-queries.server.ts'
import { CSV_START, csvLine, type CsvValue } from '#app/csv/write-csv.ts'

type CsvColumn = { header: MessageKey; value: (row: ReportRow, t: Translate) => CsvValue }

const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString())

/** The columns of the export. Times are ISO 8601 in UTC, countries ISO 3166-1 codes, scores per cent. */
const columns: readonly CsvColumn[] = [
  { header: 'manage.csv.username', value: (row) => row.username },
  { header: 'manage.csv.name', value: (row, t) => nameShown(row.displayName, t) },
  { header: 'manage.csv.agency', value: (row) => row.agency },
  { header: 'manage.csv.country', value: (row) => row.countryCode },
  { header: 'manage.csv.status', value: (row, t) => t(cohortReport.statusLabels[row.status]) },
  { header: 'manage.csv.overdue', value: (row, t) => t(row.overdue ? 'manage.csv.yes' : 'manage.csv.no') },
  { header: 'manage.csv.completedActivities', value: (row) => row.completedActivities },
  { header: 'manage.csv.activities', value: (row) => row.activityCount },
  { header: 'manage.csv.finalScore', value: (row) => row.finalScore },
  { header: 'manage.csv.enrolledAt', value: (row) => iso(row.enrolledAt) },
  { header: 'manage.csv.startedAt', value: (row) => iso(row.startedAt) },
  { header: 'manage.csv.lastActiveAt', value: (row) => iso(row.lastActiveAt) },
  { header: 'manage.csv.completedAt', value: (row) => iso(row.completedAt) },
  { header: 'manage.csv.completedRevision', value: (row) => row.completedRevision },
  { header: 'manage.csv.currentRevision', value: (row) => row.currentRevision },
]

/** The report as CSV, piece by piece: the same rows and figures as the page, in order of name. */
export async function* cohortCsv({ t, ...asked }: AskedRows & { t: Translate }): AsyncGenerator<string> {
  yield CSV_START + csvLine(columns.map((column) => t(column.header)))
  for await (const rows of cohortRows(asked)) {
    yield rows.map((row) => csvLine(columns.map((column) => column.value(row, t)))).join('')
  }
}
