import { useT } from '#app/i18n/use-translation.tsx'
import { Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { columnNames, peopleColumns } from '../people-files/people-file.ts'

/** What a file of people may hold, and how it begins. */
export function PeopleColumns() {
  const t = useT()
  const header = peopleColumns.map((column) => t(columnNames[column])).join(';')
  return (
    <Section title={t('peopleFiles.columns.title')}>
      <p>{t('peopleFiles.columns.text')}</p>
      <DataTable
        caption={t('peopleFiles.columns.caption')}
        captionHidden
        columns={[
          {
            key: 'column',
            header: t('peopleFiles.columns.column'),
            rowHeader: true,
            cell: (column) => t(columnNames[column]),
          },
          {
            key: 'meaning',
            header: t('peopleFiles.columns.meaning'),
            cell: (column) => t(`peopleFiles.meaning.${column}`),
          },
        ]}
        rows={[...peopleColumns]}
        rowKey={(column) => column}
      />
      <h3>{t('peopleFiles.columns.example')}</h3>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long lines scroll, by keyboard too */}
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('peopleFiles.columns.example')}>
        <pre>
          <code translate="no">{`${header}\namina.otieno;Amina Otieno;;Coast Cyber Unit;KE\n`}</code>
        </pre>
      </div>
    </Section>
  )
}
