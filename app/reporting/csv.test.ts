import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

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
