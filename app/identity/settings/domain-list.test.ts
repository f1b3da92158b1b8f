import { expect, test } from 'vitest'
import { readDomains } from './domain-list.ts'

test.each([
  ['', []],
  ['police.example', ['police.example']],
  ['@Police.Example.\r\n\r\n justice.example ', ['police.example', 'justice.example']],
  ['police.example, justice.example;police.example', ['police.example', 'justice.example']],
  ['полиция.рф\nشرطة.مصر', ['xn--h1aahle9bwd.xn--p1ai', 'xn--ogbpin.xn--wgbh1c']],
  ['ｐｏｌｉｃｅ.example', ['police.example']],
  ['xn--h1aahle9bwd.xn--p1ai', ['xn--h1aahle9bwd.xn--p1ai']],
])('%j is read', (text, domains) => {
  expect(readDomains(text)).toEqual(domains)
})

test.each([
  'police',
  'amina@police.example',
  'https://police.example',
  'police.example/x',
  'police.example:25',
  '192.0.2.7',
  '0x7f.1',
  '[::1]',
  'po_lice.example',
  '-police.example',
  'police..example',
  '*.police.example',
  'police%2eexample',
  `${'a'.repeat(64)}.example`,
  `${'aaaaaaa.'.repeat(32)}example`,
  'police.example\npolice',
  Array.from({ length: 201 }, (_, index) => `p${index}.example`).join('\n'),
])('%j is refused', (text) => {
  expect(readDomains(text)).toBeNull()
})
