import { expect, test } from 'vitest'
import { decodeFile } from './decode-file.ts'

const text = 'username;name\r\nlayla.h;ليلى حداد\r\noleg.p;Олег Петренко\r\n'

function utf16(content: string, { swapped = false, mark = true } = {}): Uint8Array {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + content, 'utf16le')
  return swapped ? bytes.swap16() : bytes
}

test.each([
  ['UTF-8', Buffer.from(text), 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
  ['UTF-16, little end first', utf16(text), 'utf-16le'],
  ['UTF-16, big end first', utf16(text, { swapped: true }), 'utf-16be'],
  ['UTF-16 without a mark', utf16(text, { mark: false }), 'utf-16le'],
  ['UTF-16 without a mark, big end first', utf16(text, { mark: false, swapped: true }), 'utf-16be'],
])('%s is read by itself', (_name, bytes, encoding) => {
  expect(decodeFile(bytes)).toEqual({ status: 'text', text, encoding })
})

test.each([
  ['windows-1256', [0xe1, 0xed, 0xe1, 0xec], 'ليلى'],
  ['windows-1251', [0xce, 0xeb, 0xe5, 0xe3], 'Олег'],
  ['windows-1252', [0x4a, 0x6f, 0x73, 0xe9], 'José'],
] as const)('%s is asked for and then read', (encoding, letters, name) => {
  const bytes = Uint8Array.from([...Buffer.from('username,name\na,'), ...letters])
  expect(decodeFile(bytes)).toEqual({ status: 'unknown-encoding' })
  expect(decodeFile(bytes, encoding)).toEqual({ status: 'text', text: `username,name\na,${name}`, encoding })
})

test('an encoding that was chosen does not spoil a file in Unicode', () => {
  expect(decodeFile(Buffer.from(text), 'windows-1256')).toMatchObject({ encoding: 'utf-8', text })
})

test.each([
  ['nothing', Buffer.from(''), 'empty'],
  ['blanks', Buffer.from('\uFEFF \r\n \r\n'), 'empty'],
  ['an Excel workbook', Buffer.from('PK\u0003\u0004 and so on'), 'workbook'],
  ['an old Excel workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'workbook'],
  ['a PDF', Buffer.from('%PDF-1.7'), 'document'],
  ['a text with formatting', Buffer.from('{\\rtf1 }'), 'document'],
  ['a web page that calls itself a table', Buffer.from('\n<html><table>'), 'page'],
  ['a PNG', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'picture'],
  ['a photograph', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), 'picture'],
  ['something packed', Uint8Array.from([0x1f, 0x8b, 0x08]), 'archive'],
  ['a text with a NUL', Buffer.from('username,name\na\u0000b,c'), 'binary'],
  ['UTF-16 with a NUL', utf16('username,name\na\u0000b,c'), 'binary'],
  ['UTF-16 that is cut', utf16(text).subarray(0, -1), 'binary'],
  ['a bell', Buffer.from('username,name\n\u0007,c'), 'binary'],
])('%s is told for what it is', (_name, bytes, kind) => {
  expect(decodeFile(bytes)).toEqual({ status: 'foreign', kind })
})
