import { useTranslator } from '#app/i18n/use-translation.tsx'
import { EmptyState } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { AuditLine, Named } from '../audit/audit-line.ts'

/** Entries of the audit log. `before` as it was asked for: the entry before which they stand. */
export function AuditTable({
  lines,
  before,
  isShort,
}: {
  lines: AuditLine[]
  before: number | null
  isShort: boolean
}) {
  const { t, number } = useTranslator()
  return (
    <DataTable
      caption={before === null ? t('audit.caption') : t('audit.captionBefore', { before: number(before) })}
      columns={[
        { key: 'what', header: t('audit.column.what'), rowHeader: true, cell: (line) => <What line={line} /> },
        { key: 'who', header: t('audit.column.who'), cell: ({ who }) => <Name of={who} /> },
        { key: 'whom', header: t('audit.column.whom'), cell: ({ whom }) => <Name of={whom} /> },
        { key: 'when', header: t('audit.column.when'), cell: ({ time }) => time },
        { key: 'where', header: t('audit.column.where'), cell: ({ where }) => <bdi>{where}</bdi> },
        {
          key: 'entry',
          header: t('audit.column.entry'),
          cell: ({ sequence, seal }) => (
            <span className="audit-entry">
              {number(sequence)} <code>{seal}</code>
            </span>
          ),
        },
      ]}
      rows={lines}
      rowKey={({ sequence }) => String(sequence)}
      empty={
        <EmptyState title={t('audit.none')}>
          <p>{t(isShort ? 'audit.noneYet' : 'audit.noneText')}</p>
        </EmptyState>
      }
    />
  )
}

function What({ line: { what, details } }: { line: AuditLine }) {
  return (
    <span className="audit-what">
      {what}
      {details && <span className="audit-what__details">{details}</span>}
    </span>
  )
}

function Name({ of: { text, href } }: { of: Named }) {
  return href ? (
    <a href={href}>
      <bdi>{text}</bdi>
    </a>
  ) : (
    <bdi>{text}</bdi>
  )
}
