import { CSV_START, csvLine } from '#app/csv/write-csv.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { reasonInWords } from './reason-in-words.ts'
import type { PlannedRow } from './planned-row.ts'
import type { ReadUpload } from './read-upload.ts'

/**
 * The refused rows of a file as a file: as they were, with what is wrong beside them. Mended, it can be imported as it
 * is: the columns that were added are not used.
 */
export function refusedCsv({
  file: { header, records },
  rows,
  t,
}: {
  file: Extract<ReadUpload, { status: 'rows' }>
  rows: readonly PlannedRow[]
  t: Translate
}): string {
  const width = Math.max(header.cells.length, ...records.map(({ cells }) => cells.length))
  const wide = (cells: readonly string[]) => Array.from({ length: width }, (_cell, index) => cells[index] ?? '')
  const lines = records.flatMap((record, index) => {
    const row = rows[index]
    return row?.outcome === 'refused' ? [csvLine([...wide(record.cells), row.line, reasonInWords(row, t)])] : []
  })
  const heading = csvLine([...wide(header.cells), t('peopleFiles.csv.line'), t('peopleFiles.csv.reason')])
  return CSV_START + heading + lines.join('')
}
