import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { EmptyState, Facts, Section, Tag, type TagTone } from '#app/ui/page.tsx'
import { DataTable, Pagination } from '#app/ui/table.tsx'
import { columnNames } from '../people-files/people-file.ts'
import { type Outcome, type OutcomeCounts, outcomes } from '../people-files/planned-row.ts'
import { reasonInWords } from '../people-files/reason-in-words.ts'
import type { ShownRow } from '../people-files/shown-rows.ts'

const tones: Record<Outcome, TagTone> = { created: 'success', changed: 'info', unchanged: 'neutral', refused: 'danger' }

/** How many rows each thing happens to. */
export function OutcomeFacts({ counts }: { counts: OutcomeCounts }) {
  const { t, number } = useTranslator()
  return (
    <Facts
      items={outcomes.map((outcome) => ({ label: t(`peopleFiles.count.${outcome}`), value: number(counts[outcome]) }))}
    />
  )
}

type PlannedRowsProps = {
  rows: readonly ShownRow[]
  /** How many there are of what is shown, and the page of them. */
  total: number
  page: number
  pages: number
  show: Outcome | null
  counts: OutcomeCounts
  hrefFor: (shown: { show: Outcome | null; page: number }) => string
}

/** What happens to each row of a file, all of them or those that one thing happens to. */
export function PlannedRows({ rows, total, page, pages, show, counts, hrefFor }: PlannedRowsProps) {
  const { t, number } = useTranslator()
  const choices = [null, ...outcomes.filter((outcome) => counts[outcome] > 0)]
  return (
    <Section title={t('peopleFiles.rows.title')}>
      <nav aria-label={t('peopleFiles.rows.show')} className="choice-links">
        <ul>
          {choices.map((choice) => (
            <li key={choice ?? 'all'}>
              <a href={hrefFor({ show: choice, page: 1 })} aria-current={choice === show ? 'page' : undefined}>
                {choice ? t(`peopleFiles.outcome.${choice}`) : t('peopleFiles.rows.all')}
              </a>{' '}
              {number(choice ? counts[choice] : Object.values(counts).reduce((sum, count) => sum + count, 0))}
            </li>
          ))}
        </ul>
      </nav>
      <DataTable
        caption={t('peopleFiles.rows.caption', { total })}
        columns={[
          {
            key: 'line',
            header: t('peopleFiles.rows.line'),
            numeric: true,
            cell: ({ line }) => number(line),
          },
          {
            key: 'username',
            header: t('peopleFiles.column.username'),
            rowHeader: true,
            cell: ({ username }) => <bdi>{username || '–'}</bdi>,
          },
          { key: 'name', header: t('peopleFiles.column.name'), cell: ({ name }) => <bdi>{name || '–'}</bdi> },
          {
            key: 'outcome',
            header: t('peopleFiles.rows.outcome'),
            cell: ({ outcome }) => <Tag tone={tones[outcome]}>{t(`peopleFiles.outcome.${outcome}`)}</Tag>,
          },
          { key: 'details', header: t('peopleFiles.rows.details'), cell: (row) => <Details row={row} /> },
        ]}
        rows={[...rows]}
        rowKey={({ line }) => String(line)}
        empty={<EmptyState title={t('peopleFiles.rows.none')} />}
      />
      <Pagination page={page} pages={pages} hrefFor={(number_) => hrefFor({ show, page: number_ })} />
    </Section>
  )
}

function Details({ row }: { row: ShownRow }) {
  const t = useT()
  if (row.outcome === 'refused') return <>{reasonInWords(row, t)}</>
  if (row.outcome === 'changed') return <>{row.fields.map((field) => t(columnNames[field])).join(', ')}</>
  return row.outcome === 'created' && row.agency ? <bdi>{row.agency}</bdi> : <>–</>
}
