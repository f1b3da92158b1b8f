import { decodeFile, type ForeignKind, type LegacyEncoding } from '#app/csv/decode-file.ts'
import { readTable, type TableRow } from '#app/csv/read-table.ts'
import { type MessageKey, messageKey } from '#app/i18n/catalogue.ts'
import { LARGEST_FILE, MOST_PEOPLE, type PeopleColumn, type PeopleTable, readPeople } from './people-file.ts'

/** What is wrong with a file as a whole, in words with their values. */
export type FileProblem = { message: MessageKey; line?: number; column?: PeopleColumn }

export type ReadUpload =
  | ({
      status: 'rows'
      encoding: string
      /** The file's own cells, for the refused ones to be given back as they were. */
      header: TableRow
      records: TableRow[]
    } & Omit<Extract<PeopleTable, { status: 'rows' }>, 'status'>)
  /** Which old encoding it is only a person can see. */
  | { status: 'unknown-encoding' }
  | { status: 'unusable'; problem: FileProblem }

const foreign: Record<ForeignKind, MessageKey> = {
  empty: messageKey('peopleFiles.problem.empty'),
  workbook: messageKey('peopleFiles.problem.workbook'),
  document: messageKey('peopleFiles.problem.document'),
  page: messageKey('peopleFiles.problem.page'),
  picture: messageKey('peopleFiles.problem.picture'),
  archive: messageKey('peopleFiles.problem.archive'),
  binary: messageKey('peopleFiles.problem.binary'),
}

/** The people that a file names, or what to do about it. `heading` gives our headings in the reader's language. */
export function readUpload({
  bytes,
  letters,
  heading,
}: {
  bytes: Uint8Array
  letters: LegacyEncoding | null
  heading: (column: PeopleColumn) => string
}): ReadUpload {
  const unusable = (message: MessageKey, about: Omit<FileProblem, 'message'> = {}): ReadUpload => ({
    status: 'unusable',
    problem: { message, ...about },
  })
  if (bytes.length > LARGEST_FILE) return unusable('peopleFiles.problem.tooLarge')
  const decoded = decodeFile(bytes, letters)
  if (decoded.status === 'foreign') return unusable(foreign[decoded.kind])
  if (decoded.status === 'unknown-encoding') return decoded
  const table = readTable(decoded.text, { mostRows: MOST_PEOPLE })
  if (table.status === 'no-rows') return unusable('peopleFiles.problem.noRows')
  if (table.status === 'too-many-rows') return unusable('peopleFiles.problem.tooManyRows')
  if (table.status === 'open-quote') return unusable('peopleFiles.problem.openQuote', { line: table.line })
  const people = readPeople(table, heading)
  if (people.status === 'no-username') return unusable('peopleFiles.problem.noUsername')
  if (people.status === 'column-twice') return unusable('peopleFiles.problem.columnTwice', { column: people.column })
  return { ...people, encoding: decoded.encoding, header: table.header, records: table.rows }
}

/** The first rows as each of the old encodings would have them; null where one cannot. */
export function previewRows(bytes: Uint8Array, letters: LegacyEncoding): string[][] | null {
  const decoded = decodeFile(bytes, letters)
  if (decoded.status !== 'text') return null
  const table = readTable(decoded.text, { mostRows: MOST_PEOPLE })
  if (table.status !== 'table') return null
  const rows = table.rows.filter(({ cells }) => cells.some((cell) => /[^\p{ASCII}]/u.test(cell)))
  return [table.header, ...(rows.length > 0 ? rows : table.rows).slice(0, 3)].map(({ cells }) => cells.slice(0, 5))
}

/** What is wrong with a file that was just sent in; null when it can be kept and looked at, whatever its letters. */
export function checkUpload(asked: {
  bytes: Uint8Array
  heading: (column: PeopleColumn) => string
}): FileProblem | null {
  const read = readUpload({ ...asked, letters: null })
  if (read.status === 'unusable') return read.problem
  if (read.status === 'rows') return null
  // Only the letters are in doubt: the old encodings agree on what separates cells and rows, but not on headings.
  const guessed = readUpload({ ...asked, letters: 'windows-1252' })
  const isHeadings = guessed.status === 'unusable' && guessed.problem.message === 'peopleFiles.problem.noUsername'
  return guessed.status === 'unusable' && !isHeadings ? guessed.problem : null
}
