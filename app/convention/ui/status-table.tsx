import { useT } from '#app/i18n/use-translation.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { Participant } from '../status.ts'
import { PartialDate } from './partial-date.tsx'

/** Signatories with the days of signature and ratification; a day that is not certain keeps its note. */
export function StatusTable({ participants }: { participants: readonly Participant[] }) {
  const t = useT()
  return (
    <DataTable
      caption={t('convention.status.caption')}
      rows={[...participants]}
      rowKey={(row) => row.name}
      columns={[
        {
          key: 'name',
          header: t('convention.status.name'),
          rowHeader: true,
          cell: (row) => <span lang="en">{row.name}</span>,
        },
        {
          key: 'signed',
          header: t('convention.status.signed'),
          cell: (row) => (
            <>
              {row.signed ? <PartialDate value={row.signed} /> : t('convention.status.unknownDay')}
              <Note text={row.dateNote} />
            </>
          ),
        },
        {
          key: 'ratified',
          header: t('convention.status.ratified'),
          cell: (row) => (
            <>
              {row.ratified ? <PartialDate value={row.ratified} /> : t('convention.status.no')}
              <Note text={row.ratifiedNote} />
            </>
          ),
        },
      ]}
    />
  )
}

function Note({ text }: { text: string | undefined }) {
  if (!text) return null
  return (
    <>
      <br />
      <small lang="en">{text}</small>
    </>
  )
}
