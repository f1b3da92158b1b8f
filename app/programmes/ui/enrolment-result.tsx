import { useT } from '#app/i18n/use-translation.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Tag, type TagTone } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { countOutcomes, type EnrolmentLine, type EnrolmentOutcome } from '../enrolment.ts'

const tones: Record<EnrolmentOutcome, TagTone> = {
  enrolled: 'success',
  already: 'neutral',
  unknown: 'danger',
  suspended: 'warning',
}

/** What became of each user name of a list that was sent in. */
export function EnrolmentResult({ lines }: { lines: EnrolmentLine[] }) {
  const t = useT()
  const { enrolled, refused } = countOutcomes(lines)
  return (
    <Section title={t('manage.enrol.result')}>
      <Notice tone={refused.length > 0 ? 'warning' : 'success'} role="status">
        <p>{t('manage.enrol.summary', { enrolled, open: refused.length })}</p>
      </Notice>
      <DataTable
        caption={t('manage.enrol.result')}
        captionHidden
        rows={lines.map((line, index) => ({ ...line, key: String(index) }))}
        rowKey={(line) => line.key}
        columns={[
          { key: 'name', header: t('manage.enrol.name'), rowHeader: true, cell: (line) => <bdi>{line.username}</bdi> },
          {
            key: 'outcome',
            header: t('manage.enrol.outcome'),
            cell: (line) => <Tag tone={tones[line.outcome]}>{t(`manage.enrol.outcome.${line.outcome}`)}</Tag>,
          },
        ]}
      />
    </Section>
  )
}
