import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { Translator } from '#app/i18n/translator.ts'
import { nameShown } from '#app/identity/accounts/shown-name.ts'
import { countryName } from '#app/identity/places/countries.ts'
import { EmptyState, Tag, type TagTone } from '#app/ui/page.tsx'
import { type Column, DataTable } from '#app/ui/table.tsx'
import {
  cohortReport,
  isOnOlderRevision,
  type ReportAddress,
  type ReportRow,
  type SortKey,
  type Status,
} from '../cohort-report.ts'

const tones: Record<Status, TagTone> = { 'not-started': 'neutral', 'under-way': 'info', completed: 'success' }

type TraineeTableProps = {
  report: { rows: ReportRow[]; total: number }
  address: ReportAddress
  courseTitle: string
  /** Trainees of the cohort, whatever the filter. */
  total: number
  hrefFor: (change: Partial<ReportAddress>) => string
}

/** One course: a line for each trainee who matches the filter. */
export function TraineeTable({ report, address, courseTitle, total, hrefFor }: TraineeTableProps) {
  const translator = useTranslator()
  const { t } = translator
  const empty =
    total === 0 ? (
      <EmptyState title={t('manage.cohort.empty')}>
        <p>{t('manage.cohort.emptyText')}</p>
      </EmptyState>
    ) : (
      <EmptyState title={t('manage.cohort.noMatch')}>
        <p>{t('manage.cohort.noMatchText')}</p>
      </EmptyState>
    )
  const sortBy = (key: SortKey): Column<ReportRow>['sort'] => {
    const isCurrent = address.sort.key === key
    const { descending } = address.sort
    return {
      href: hrefFor({ sort: { key, descending: isCurrent && !descending }, page: 1 }),
      direction: isCurrent ? (descending ? 'descending' : 'ascending') : undefined,
    }
  }
  return (
    <DataTable
      caption={t('manage.cohort.caption', { shown: report.total, total, course: courseTitle })}
      rows={report.rows}
      rowKey={(row) => row.accountId}
      empty={empty}
      columns={columns(translator, sortBy)}
    />
  )
}

function columns(
  { t, shortDate, number, locale }: Translator,
  sortBy: (key: SortKey) => Column<ReportRow>['sort'],
): Column<ReportRow>[] {
  const none = t('manage.table.none')
  // A date broken over three lines cannot be compared with the one below it.
  const day = (time: number) => shortDate(time).replaceAll(' ', '\u00a0')
  return [
    {
      key: 'name',
      header: t('manage.table.name'),
      rowHeader: true,
      sort: sortBy('name'),
      cell: (row) => (
        <span>
          <bdi>{nameShown(row.displayName, t)}</bdi>
          <br />
          <bdi className="note">{row.username}</bdi>
        </span>
      ),
    },
    {
      key: 'agency',
      header: t('manage.table.agency'),
      sort: sortBy('agency'),
      cell: (row) => <bdi>{row.agency ?? none}</bdi>,
    },
    {
      key: 'country',
      header: t('manage.table.country'),
      sort: sortBy('country'),
      cell: (row) => (row.countryCode ? countryName(row.countryCode, locale) : none),
    },
    {
      key: 'progress',
      header: t('manage.table.progress'),
      numeric: true,
      sort: sortBy('progress'),
      cell: (row) => t('manage.table.ofTotal', { done: row.completedActivities, total: row.activityCount }),
    },
    {
      key: 'status',
      header: t('manage.table.status'),
      sort: sortBy('status'),
      cell: (row) => (
        <span>
          <Tag tone={tones[row.status]}>{t(cohortReport.statusLabels[row.status])}</Tag>{' '}
          {row.overdue && <Tag tone="warning">{t('manage.status.overdue')}</Tag>}
        </span>
      ),
    },
    {
      key: 'active',
      header: t('manage.table.active'),
      sort: sortBy('active'),
      cell: (row) => (row.lastActiveAt === null ? t('manage.table.never') : day(row.lastActiveAt)),
    },
    {
      key: 'score',
      header: t('manage.table.score'),
      numeric: true,
      sort: sortBy('score'),
      cell: (row) => (row.finalScore === null ? none : t('manage.table.percent', { value: row.finalScore })),
    },
    {
      key: 'completed',
      header: t('manage.table.completed'),
      cell: (row) => (row.completedAt === null ? none : day(row.completedAt)),
    },
    {
      key: 'revision',
      header: t('manage.table.revision'),
      cell: (row) => (
        <span>
          {row.completedRevision === null ? none : number(row.completedRevision)}{' '}
          {isOnOlderRevision(row) && (
            <span className="note">{t('manage.table.olderRevision', { number: row.currentRevision })}</span>
          )}
        </span>
      ),
    },
  ]
}
