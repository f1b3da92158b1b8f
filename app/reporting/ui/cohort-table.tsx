import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { CohortFacts } from '#app/programmes/programme.ts'
import { Tag } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { completedShare, type CohortSummary } from '../cohort-report.ts'

type CohortLine = CohortFacts & { summary: CohortSummary; overdue: number }

/** Cohorts side by side: how many trainees, how many of them completed. */
export function CohortTable({ caption, cohorts }: { caption: string; cohorts: CohortLine[] }) {
  const { t, date, percent } = useTranslator()
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={cohorts}
      rowKey={(cohort) => cohort.id}
      columns={[
        {
          key: 'name',
          header: t('manage.cohorts.name'),
          rowHeader: true,
          cell: (cohort) => (
            <a href={`/manage/cohorts/${cohort.id}`}>
              <bdi>{cohort.name}</bdi>
            </a>
          ),
        },
        {
          key: 'trainees',
          header: t('manage.cohorts.trainees'),
          numeric: true,
          cell: ({ summary }) => summary.trainees,
        },
        {
          key: 'completed',
          header: t('manage.cohorts.completed'),
          numeric: true,
          cell: ({ summary }) =>
            t('manage.cohorts.completedShare', { count: summary.completed, share: percent(completedShare(summary)) }),
        },
        {
          key: 'due',
          header: t('manage.cohorts.due'),
          cell: ({ dueOn, overdue }) => (
            <span>
              {dueOn === null ? t('manage.cohorts.noDue') : date(dueOn)}{' '}
              {overdue > 0 && <Tag tone="warning">{t('manage.cohorts.overdue', { count: overdue })}</Tag>}
            </span>
          ),
        },
      ]}
    />
  )
}
