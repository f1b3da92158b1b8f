import type { ReadTable, TableRow } from '#app/csv/read-table.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { messageKey } from '#app/i18n/catalogue.ts'

/** How many people one file may name, and how large it may be, in bytes. */
export const MOST_PEOPLE = 5000
export const LARGEST_FILE = 1_000_000

/** What a file may say of a person. Roles are given by a person to a person, never by a file. */
export const peopleColumns = ['username', 'name', 'email', 'agency', 'country'] as const
export type PeopleColumn = (typeof peopleColumns)[number]

/** How each column is headed in the files we write. */
export const columnNames = {
  username: messageKey('peopleFiles.column.username'),
  name: messageKey('peopleFiles.column.name'),
  email: messageKey('peopleFiles.column.email'),
  agency: messageKey('peopleFiles.column.agency'),
  country: messageKey('peopleFiles.column.country'),
} as const satisfies Record<PeopleColumn, MessageKey>

/** Other headings that people give these columns, as `headingKey` makes them. */
const otherNames: Readonly<Record<PeopleColumn, readonly string[]>> = {
  username: ['username', 'user', 'userid', 'login', 'loginname', 'account', 'accountname', 'servicenumber'],
  name: ['name', 'fullname', 'displayname', 'officer', 'person', 'nom', 'nombre', 'الاسم', 'имя', '姓名'],
  email: ['email', 'mail', 'emailaddress', 'mailaddress', 'eaddress'],
  agency: ['agency', 'agencyid', 'organisation', 'organization', 'employer', 'unit', 'department', 'service', 'office'],
  country: ['country', 'countrycode', 'iso', 'iso3166', 'nationality'],
}

/** A row of a file: what it says in each column that the file has, '' where a cell is empty. */
export type PeopleRow = { line: number; cells: Partial<Record<PeopleColumn, string>> }

export type PeopleTable =
  | { status: 'rows'; rows: PeopleRow[]; columns: PeopleColumn[]; unused: string[] }
  | { status: 'no-username' }
  | { status: 'column-twice'; column: PeopleColumn }

/** What two headings are compared by: letters and digits, whatever case, hyphens and spaces. */
function headingKey(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

/** What stands in a cell, without what spreadsheets and copied texts leave unseen around it. */
function cleanCell(cell: string): string {
  return cell
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim()
}

/**
 * The rows of a table of people. Columns may stand in any order, under our headings in the page's language (`heading`),
 * in English, or under usual other ones; what is headed otherwise is not used.
 */
export function readPeople(
  { header, rows }: Extract<ReadTable, { status: 'table' }>,
  heading: (column: PeopleColumn) => string,
): PeopleTable {
  const known = new Map<string, PeopleColumn>()
  for (const column of peopleColumns) {
    for (const name of [column, ...otherNames[column]]) known.set(headingKey(name), column)
  }
  for (const column of peopleColumns) known.set(headingKey(heading(column)), column)
  const columns = header.cells.map((cell) => known.get(headingKey(cleanCell(cell))) ?? null)
  const found = columns.filter((column) => column !== null)
  const twice = found.find((column, index) => found.indexOf(column) !== index)
  if (twice) return { status: 'column-twice', column: twice }
  if (!found.includes('username')) return { status: 'no-username' }
  return {
    status: 'rows',
    columns: found,
    unused: header.cells.map(cleanCell).filter((cell, index) => columns[index] === null && cell !== ''),
    rows: rows.map((row) => ({ line: row.line, cells: cellsOf(row, columns) })),
  }
}

function cellsOf(row: TableRow, columns: readonly (PeopleColumn | null)[]): PeopleRow['cells'] {
  return Object.fromEntries(
    columns.flatMap((column, index) => (column ? [[column, cleanCell(row.cells[index] ?? '')]] : [])),
  )
}
