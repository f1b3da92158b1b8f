import { expect, test } from 'vitest'
import { readTypedCode } from './typed-code.ts'

test.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['123-456', '123456'],
  ['١٢٣٤٥٦', '123456'],
  ['۱۲۳۴۵۶', '123456'],
  ['१२३४५६', '123456'],
  ['１２３４５６', '123456'],
])('%j is the code of an app', (text, code) => {
  expect(readTypedCode(text)).toEqual({ kind: 'totp', code })
})

test.each([
  ['K7RM-2QXD-9WFA', 'K7RM2QXD9WFA'],
  ['k7rm 2qxd 9wfa', 'K7RM2QXD9WFA'],
  ['K7RM\u20112QXD\u20139WFA', 'K7RM2QXD9WFA'],
])('%j is a recovery code', (text, code) => {
  expect(readTypedCode(text)).toEqual({ kind: 'recovery-code', code })
})

test.each([
  '',
  '12345',
  '1234567',
  'K7RM-2QXD-9WF',
  'O0IL-O0IL-O0IL',
  '\u{1D7D8}'.repeat(4),
  '\u0000',
  '🔑'.repeat(12),
])('%j is a code that opens nothing', (text) => {
  expect(readTypedCode(text)).toEqual({ kind: 'recovery-code', code: '' })
})
