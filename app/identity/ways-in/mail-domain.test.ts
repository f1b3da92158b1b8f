import { expect, test } from 'vitest'
import { isOfDomains } from './mail-domain.ts'

const domains = ['police.example', 'justice.gov.example']

test.each([
  ['amina@police.example', true],
  ['amina@POLICE.example', true],
  ['amina@narok.police.example', true],
  ['amina@cid.narok.police.example', true],
  ['amina@justice.gov.example', true],
  ['amina@gov.example', false],
  ['amina@notpolice.example', false],
  ['amina@police.example.org', false],
  ['police.example@elsewhere.example', false],
  ['"a@police.example"@elsewhere.example', false],
])('%j may register: %s', (email, may) => {
  expect(isOfDomains(email, domains)).toBe(may)
})

test('nobody is of a list that is empty', () => {
  expect(isOfDomains('amina@police.example', [])).toBe(false)
})
