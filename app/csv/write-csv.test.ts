import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine, rearm } from './write-csv.ts'

test.each([
  ['plain', 'plain'],
  ['with, comma', '"with, comma"'],
  ['with "quotes"', '"with ""quotes"""'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
  ['+254', "'+254"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tcmd', "'\tcmd"],
  ['\r=1', '"\'\r=1"'],
  ['＝1+1', "'＝1+1"],
  ['Ann;=1+1', "Ann;'=1+1"],
  ['Ann; @SUM(A1);-2', "Ann; '@SUM(A1);'-2"],
  ['Police; Unit 5', 'Police; Unit 5'],
  ['a=b', 'a=b'],
  ["O'Brien", "O'Brien"],
  [-1, '-1'],
  [66.5, '66.5'],
  [null, ''],
  ['', ''],
])('%j becomes the cell %j', (value, cell) => {
  expect(csvLine([value])).toBe(`${cell}\r\n`)
})

test('cells are separated by commas, records end with a carriage return and a line feed', () => {
  expect(csvLine(['a', null, 3])).toBe('a,,3\r\n')
})

test.each([
  '=1',
  "'=1",
  "''=1",
  '+254',
  'Ann;=1',
  "Ann;'=1",
  "O'Brien",
  "'quoted'",
  '\t=1',
  "'",
  '',
  ';-;-',
  "'\n'",
  '；=1',
])('%j is read again as it was written', (text) => {
  expect(rearm(disarmed(text))).toBe(text)
})

test('any text is read again as it was written', () => {
  const letters = fc.constantFrom("'", '=', '+', '-', '@', ';', ' ', '\t', 'a', 'ب', '＝')
  const texts = fc.array(letters, { maxLength: 12 }).map((signs) => signs.join(''))
  fc.assert(
    fc.property(texts, (text) => {
      expect(rearm(disarmed(text))).toBe(text)
    }),
  )
})

/** The cell as a program reads it that knows nothing of apostrophes. */
function disarmed(text: string): string {
  const line = csvLine([text]).slice(0, -2)
  return line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line
}
