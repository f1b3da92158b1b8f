import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { OwnPlace } from '../own-places-queries.server.ts'

/** Where a person was enrolled, past places included. */
export function OwnPlaces({ places }: { places: OwnPlace[] }) {
  const t = useT()
  const { shortDate } = useTranslator()
  return (
    <Section title={t('privacy.data.programmes')}>
      <DataTable
        caption={t('privacy.data.programmesCaption', { count: places.length })}
        columns={[
          {
            key: 'programme',
            header: t('privacy.data.programme'),
            rowHeader: true,
            cell: ({ programme }) => <bdi>{programme}</bdi>,
          },
          { key: 'cohort', header: t('privacy.data.cohort'), cell: ({ cohort }) => <bdi>{cohort}</bdi> },
          { key: 'from', header: t('privacy.data.enrolled'), cell: ({ enrolledAt }) => shortDate(enrolledAt) },
          {
            key: 'until',
            header: t('privacy.data.withdrawn'),
            cell: ({ withdrawnAt }) =>
              withdrawnAt === null ? t('privacy.data.stillEnrolled') : shortDate(withdrawnAt),
          },
        ]}
        rows={places}
        rowKey={({ programme, cohort, enrolledAt }) => `${programme} ${cohort} ${enrolledAt}`}
        empty={<p>{t('privacy.data.noProgrammes')}</p>}
      />
    </Section>
  )
}
