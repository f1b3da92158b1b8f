import { useTranslator } from '#app/i18n/use-translation.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { TaughtRevision } from '../teaching/teaching-queries.server.ts'
import { ChangeList } from './change-list.tsx'

export function RevisionTable({ revisions }: { revisions: readonly TaughtRevision[] }) {
  const { t, dateTime, number } = useTranslator()
  return (
    <DataTable
      caption={t('teach.course.revisionsCaption')}
      captionHidden
      rows={[...revisions]}
      rowKey={(revision) => String(revision.number)}
      columns={[
        {
          key: 'number',
          header: t('teach.course.number'),
          rowHeader: true,
          cell: (revision) => number(revision.number),
        },
        { key: 'date', header: t('teach.course.date'), cell: (revision) => dateTime(revision.publishedAt) },
        {
          key: 'by',
          header: t('teach.course.by'),
          cell: (revision) => revision.publishedBy ?? t('teach.course.byServer'),
        },
        {
          key: 'changes',
          header: t('teach.course.whatChanged'),
          cell: (revision) => {
            if (revision.number === 1) return t('teach.course.first')
            if (revision.changes.length === 0) return t('teach.course.same')
            return <ChangeList changes={revision.changes} />
          },
        },
      ]}
    />
  )
}
