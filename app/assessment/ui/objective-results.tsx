import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { ObjectiveResult } from '../attempt-result.ts'

type Row = ObjectiveResult & { text: string }

/** Marks by objective of the course. */
export function ObjectiveResults({ rows, authored }: { rows: Row[]; authored: AuthoredAttributes }) {
  const { t, number } = useTranslator()
  return (
    <DataTable
      caption={t('learn.result.byObjectiveRule')}
      rows={rows}
      rowKey={({ objective }) => objective}
      columns={[
        {
          key: 'objective',
          header: t('learn.result.objectiveHeader'),
          rowHeader: true,
          cell: ({ text }) => <span {...authored}>{text}</span>,
        },
        {
          key: 'marks',
          header: t('learn.result.marks'),
          cell: ({ marks, questions }) => t('learn.result.marksOf', { marks: number(marks), max: questions }),
        },
      ]}
    />
  )
}
