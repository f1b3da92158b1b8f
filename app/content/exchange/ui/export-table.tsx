import { useT } from '#app/i18n/use-translation.tsx'
import { Authored } from '#app/ui/authored.tsx'
import { ButtonRow } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { exportFile } from '../export-address.ts'
import { exchangeFormats } from '../exchange-item.ts'
import type { ExportList } from '../list-exports.ts'
import { NoteList } from './note-list.tsx'

type Props = ExportList & {
  /** Address of the page, which the files stand below. */
  path: string
  /** Of the course. */
  language: string
}

/** The files that can be taken, after what each format does not carry. */
export function ExportTable({ path, language, revision, parts, lost }: Props) {
  const t = useT()
  const nameOf = (title: string | null) => title ?? t('exchange.wholeCourse')
  return (
    <>
      <p>{t('exchange.exportRule', { revision })}</p>
      {lost.map(({ format, questions }) => (
        <details className="unfold" key={format}>
          <summary>
            {t('exchange.notCarried', { format: t(`exchange.format.${format}`), count: questions.length })}
          </summary>
          <p>{t('exchange.note.rules')}</p>
          {questions.length > 0 && (
            <DataTable
              caption={t('exchange.notCarried', { format: t(`exchange.format.${format}`), count: questions.length })}
              captionHidden
              rows={questions}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'question',
                  header: t('exchange.column.question'),
                  rowHeader: true,
                  cell: ({ id, title }) => (
                    <>
                      <code>{id}</code> <Authored language={language}>{title}</Authored>
                    </>
                  ),
                },
                { key: 'notes', header: t('exchange.column.outcome'), cell: ({ notes }) => <NoteList notes={notes} /> },
              ]}
            />
          )}
        </details>
      ))}
      <DataTable
        caption={t('exchange.exportCaption')}
        captionHidden
        rows={parts}
        rowKey={({ part }) => part}
        columns={[
          {
            key: 'part',
            header: t('exchange.column.part'),
            rowHeader: true,
            cell: ({ title }) => (title === null ? nameOf(null) : <Authored language={language}>{title}</Authored>),
          },
          { key: 'count', header: t('exchange.column.count'), numeric: true, cell: ({ count }) => count },
          {
            key: 'files',
            header: t('exchange.column.files'),
            cell: ({ part, title }) => (
              <ButtonRow>
                {exchangeFormats.map((format) => (
                  <a
                    key={format}
                    href={`${path}/${encodeURIComponent(exportFile({ part, format }))}`}
                    download
                    aria-label={t('exchange.download', { format: t(`exchange.format.${format}`), part: nameOf(title) })}
                  >
                    {t(`exchange.format.${format}`)}
                  </a>
                ))}
              </ButtonRow>
            ),
          },
        ]}
      />
    </>
  )
}
