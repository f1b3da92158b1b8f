import { expect, test } from 'vitest'
import { describeRefusal, failureOf } from './refusal.ts'

test.each([
  ['message', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 5.1.1 User unknown' }],
  ['message', { code: 'EMESSAGE', command: 'DATA', responseCode: 552, response: '552 Too large' }],
  ['message', { code: 'EENVELOPE', command: 'API' }],
  ['later', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450, response: '450 4.2.0 Greylisted' }],
  ['later', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 554, response: '554 5.7.1 Relay access denied' }],
  ['server', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 421, response: '421 Closing' }],
  ['server', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550, response: '550 Sender refused' }],
  ['server', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 5.7.8 No' }],
  ['server', { code: 'ESOCKET' }],
  ['server', { code: 'ETIMEDOUT', command: 'DATA' }],
] as const)('a failure of the %s: %j', (failure, error) => {
  expect(failureOf({ message: '', ...error })).toBe(failure)
})

test.each([
  ['550 5.1.1 <amina.diallo@example.org>: user unknown', '550 5.1.1 <…>: user unknown'],
  ['550 No mailbox Amina.Diallo here', '550 No mailbox … here'],
  [
    '554 Client host [192.0.2.7] (also 2001:db8::7) blocked\r\n554 see list',
    '554 Client host […] (also …) blocked 554 see list',
  ],
  ['535 learn / p(w)d is wrong', '535 … / … is wrong'],
  ['connect ECONNREFUSED 127.0.0.1:25', 'connect ECONNREFUSED …:25'],
  ['421 12:30:45 closing', '421 12:30:45 closing'],
])('%j is kept as %j', (response, kept) => {
  expect(describeRefusal({ message: '', response }, ['amina.diallo@example.org', 'learn', 'p(w)d'])).toBe(kept)
})
