import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import { CSV_START, csvLine } from './write-csv.ts'

const read = (text: string) => readTable(text, { mostRows: 5 })
const cellsOf = (text: string) => {
  const table = read(text)
  return table.status === 'table' ? [table.header, ...table.rows].map(({ cells }) => cells) : table
}

test.each([
  ['commas', 'a,b\n1,2'],
  ['semicolons', 'a;b\n1;2'],
  ['tabs', 'a\tb\n1\t2'],
  ['bars', 'a|b\n1|2'],
  ['what Excel says in its first line', 'sep=;\r\na;b\r\n1;2\r\n'],
  ['what a quoted first line says', '"sep=|"\na|b\n1|2'],
  ['line ends of an old Mac', 'a,b\r1,2\r'],
  ['blank lines and rows of nothing', '\r\na,b\r\n\r\n , \r\n1,2\r\n,,\r\n'],
  ['a byte order mark', '\uFEFFa,b\n1,2'],
  ['quotation marks', '"a","b"\n"1","2"'],
])('a table with %s is read', (_what, text) => {
  expect(cellsOf(text)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
})

test('a sign inside a quoted header does not separate', () => {
  expect(cellsOf('"a, or b, or c";d\n1;2,3')).toEqual([
    ['a, or b, or c', 'd'],
    ['1', '2,3'],
  ])
})

test('cells hold separators, quotation marks and line ends', () => {
  expect(cellsOf('a,b\n"1, 2","say ""so""\r\nor not"\nx"y,z')).toEqual([
    ['a', 'b'],
    ['1, 2', 'say "so"\nor not'],
    ['x"y', 'z'],
  ])
})

test('a row may have fewer or more cells than the header', () => {
  expect(cellsOf('a,b\n1\n1,2,3')).toEqual([['a', 'b'], ['1'], ['1', '2', '3']])
})

test('rows tell the line on which they begin, as an editor counts', () => {
  const table = read('sep=;\r\na;b\r\n\r\n1;"x\r\ny"\r\n2;z\r\n')
  expect(table.status === 'table' && table.rows.map(({ line }) => line)).toEqual([4, 6])
})

describe('what cannot be read is told:', () => {
  test.each([
    ['a header alone', 'a,b\n', { status: 'no-rows' }],
    ['nothing', '', { status: 'no-rows' }],
    ['more rows than may be', `a\n${'1\n'.repeat(6)}`, { status: 'too-many-rows' }],
    ['a quotation mark that is not closed', 'a,b\n1,2\n3,"4\n5,6\n', { status: 'open-quote', line: 3 }],
  ])('%s', (_what, text, told) => expect(read(text)).toEqual(told))
})

test('a formula that was disarmed is read as the text it was', () => {
  expect(cellsOf(CSV_START + csvLine(['a', 'b']) + csvLine(['=1+1', 'x;-y']))).toEqual([
    ['a', 'b'],
    ['=1+1', 'x;-y'],
  ])
})

test('whatever csvLine writes is read again', () => {
  const sign = fc.constantFrom('a', ' ', ',', ';', '"', "'", '\n', '=', '+', '\t', '|', 'ب')
  const cell = fc.array(sign, { maxLength: 8 }).map((signs) => `x${signs.join('')}`)
  const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(rows, (written) => {
      const text = CSV_START + csvLine(['a', 'b']) + written.map((row) => csvLine(row)).join('')
      expect(cellsOf(text)).toEqual([['a', 'b'], ...written])
    }),
  )
})
