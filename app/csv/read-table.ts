import { CsvError, parse } from 'csv-parse/sync'
import { rearm } from './write-csv.ts'

/** A record of a file; `line` is the line, from 1, on which it begins. */
export type TableRow = { line: number; cells: string[] }

export type ReadTable =
  | { status: 'table'; header: TableRow; rows: TableRow[] }
  /** No row below the header. */
  | { status: 'no-rows' }
  | { status: 'too-many-rows' }
  /** A quotation mark opens a cell on about this line and is not closed. */
  | { status: 'open-quote'; line: number }

const delimiters = [',', ';', '\t', '|'] as const

/** Excel's own line that says how cells are separated. */
const separatorLine = /^"?sep=(.)"?\n/i

/**
 * The cells of a CSV file (RFC 4180, and what spreadsheets make of it): separated by commas, semicolons, tabs or bars,
 * which is found in the header. Blank lines are passed over; a row may have more or fewer cells than the header. What
 * `csvLine` put before a text to disarm it is taken away.
 */
export function readTable(text: string, { mostRows }: { mostRows: number }): ReadTable {
  // Line ends as one sign, so that lines are counted as editors show them.
  const whole = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const told = separatorLine.exec(whole)
  const body = told ? whole.slice(told[0].length) : whole
  const first = told ? 2 : 1
  const delimiter = delimiters.find((sign) => sign === told?.[1]) ?? findDelimiter(body)

  const rows: TableRow[] = []
  let end = first - 1
  try {
    parse(body, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: mostRows + 2,
      on_record: (record: string[], { lines }) => {
        end = lines + first - 1
        const breaks = record.join('').split('\n').length - 1
        const cells = record.map(rearm)
        if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: end - breaks, cells })
        return null
      },
    })
  } catch (error) {
    if (error instanceof CsvError) return { status: 'open-quote', line: end + 1 }
    throw error
  }
  const [header, ...others] = rows
  if (!header || others.length === 0) return { status: 'no-rows' }
  if (others.length > mostRows) return { status: 'too-many-rows' }
  return { status: 'table', header, rows: others }
}

/** The sign that separates most cells of the header, outside quotation marks; a comma when there is none. */
function findDelimiter(body: string): string {
  const header =
    body
      .slice(0, 10_000)
      .trimStart()
      .replace(/"[^"]*"/g, '')
      .split('\n', 1)[0] ?? ''
  const counts = delimiters.map((sign) => header.split(sign).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}
