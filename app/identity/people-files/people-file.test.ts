import { expect, test } from 'vitest'
import { readTable } from '#app/csv/read-table.ts'
import { readPeople } from './people-file.ts'

const ours = { username: 'Benutzername', name: 'Name', email: 'E-Mail', agency: 'Behörde', country: 'Land' }

function read(text: string) {
  const table = readTable(text, { mostRows: 10 })
  if (table.status !== 'table') throw new Error(table.status)
  return readPeople(table, (column) => ours[column])
}

test.each([
  ['English', 'Username,Name,E-mail,Agency,Country'],
  ['the language of the page', 'Benutzername,Name,E-Mail,BEHÖRDE,land'],
  ['usual other words', 'LOGIN,Full name,mail_address,Organisation,ISO'],
  ['spaces, hyphens and capitals', ' user-name ,NAME,"e mail",agency id,Country code'],
])('columns are known by headings in %s', (_how, header) => {
  expect(read(`${header}\nann,Ann,a@b.example,Police,KE`)).toMatchObject({
    status: 'rows',
    unused: [],
    rows: [{ line: 2, cells: { username: 'ann', name: 'Ann', email: 'a@b.example', agency: 'Police', country: 'KE' } }],
  })
})

test('columns stand in any order; others are told and not used; missing ones say nothing', () => {
  expect(read('Rank;Name;Login\nInspector;Ann;ann\n;;ben')).toEqual({
    status: 'rows',
    columns: ['name', 'username'],
    unused: ['Rank'],
    rows: [
      { line: 2, cells: { name: 'Ann', username: 'ann' } },
      { line: 3, cells: { name: '', username: 'ben' } },
    ],
  })
})

test('what is unseen around a cell is taken away: marks of direction, and spaces that do not break', () => {
  const table = read('\u200fusername,name\n\u202bann\u202c,\u00a0ليلى\u00a0حداد\u200f')
  expect(table).toMatchObject({ rows: [{ cells: { username: 'ann', name: 'ليلى حداد' } }] })
})

test.each([
  ['no column of user names', 'name,email\nAnn,', { status: 'no-username' }],
  ['two columns of one meaning', 'username,login,name\na,b,c', { status: 'column-twice', column: 'username' }],
])('a table with %s is told', (_what, text, told) => expect(read(text)).toEqual(told))
