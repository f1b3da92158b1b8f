import { expect, test } from 'vitest'
import { readSmtpUrl } from './smtp-url.ts'

const credentials = { user: 'learn', password: 's3cr3t' }

test.each([
  ['smtps://learn:s3cr3t@mail.example.org', { host: 'mail.example.org', port: 465, tls: 'implicit', credentials }],
  ['smtp://learn:s3cr3t@mail.example.org', { host: 'mail.example.org', port: 587, tls: 'starttls', credentials }],
  ['smtp://mail.example.org:25/', { host: 'mail.example.org', port: 25, tls: 'starttls', credentials: null }],
  ['smtp://localhost:25', { host: 'localhost', port: 25, tls: 'none', credentials: null }],
  ['smtp://learn:s3cr3t@127.0.0.1:2525', { host: '127.0.0.1', port: 2525, tls: 'none', credentials }],
  ['smtp://[::1]:25', { host: '::1', port: 25, tls: 'none', credentials: null }],
  ['smtp://relay.internal:25?tls=none', { host: 'relay.internal', port: 25, tls: 'none', credentials: null }],
  [
    'smtps://learn%40example.org:p%2F%3A%25%23@mail.example.org:4650',
    {
      host: 'mail.example.org',
      port: 4650,
      tls: 'implicit',
      credentials: { user: 'learn@example.org', password: 'p/:%#' },
    },
  ],
] as const)('%s is read', (text, server) => {
  expect(readSmtpUrl(text)).toEqual({ status: 'ok', server })
})

test.each([
  ['mail.example.org', 'must look like'],
  ['https://mail.example.org', 'must look like'],
  ['smtp://', 'must look like'],
  ['smtp://learn:s3cr3t@mail.example.org?tls=none', 'without TLS'],
  ['smtps://mail.example.org?tls=none', '?tls=none'],
  ['smtp://mail.example.org?tls=optional', '?tls=none'],
  ['smtp://mail.example.org?requireTLS=false', '?tls=none'],
  ['smtp://learn@mail.example.org', 'both a user name and a password'],
  ['smtp://learn:p%@mail.example.org', '%25'],
  ['smtp://mail.example.org/inbox', 'nothing may follow'],
  ['smtp://learn:s3cr3t#1@mail.example.org', ''],
])('%s is refused without repeating it', (text, why) => {
  const read = readSmtpUrl(text)
  expect(read).toMatchObject({ status: 'refused', why: expect.stringContaining(why) as string })
  expect(JSON.stringify(read)).not.toContain('s3cr3t')
})
