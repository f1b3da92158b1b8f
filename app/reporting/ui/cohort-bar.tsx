import { useT } from '#app/i18n/use-translation.tsx'
import { ShareBar } from '#app/ui/progress.tsx'
import { cohortReport, type CohortSummary } from '../cohort-report.ts'

/** How many of a cohort have not started, are under way and have completed. */
export function CohortBar({ label, summary }: { label: string; summary: CohortSummary }) {
  const t = useT()
  const names = cohortReport.statusLabels
  return (
    <ShareBar
      label={label}
      parts={[
        { label: t(names.completed), count: summary.completed, tone: 'success' },
        { label: t(names['under-way']), count: summary.underWay, tone: 'info' },
        { label: t(names['not-started']), count: summary.notStarted, tone: 'neutral' },
      ]}
    />
  )
}
