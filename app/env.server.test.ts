import { expect, test } from 'vitest'
import { parseEnv } from './env.server.ts'

const mail = {
  SMTP_URL: 'smtps://learn:s3cr3t@mail.example.org',
  MAIL_FROM: 'Article 54 <learn@example.org>',
  PUBLIC_URL: 'https://learn.example.org',
}

const problemsOf = (variables: Record<string, string | undefined>) => {
  const result = parseEnv(variables)
  return result.status === 'invalid' ? result.problems : []
}

test('nothing needs to be set', () => {
  expect(parseEnv({})).toMatchObject({ status: 'ok', env: { PORT: 3000 } })
})

test('a mail server is read with all it needs', () => {
  expect(parseEnv(mail)).toMatchObject({
    status: 'ok',
    env: { SMTP_URL: { host: 'mail.example.org', tls: 'implicit' }, MAIL_FROM: mail.MAIL_FROM },
  })
})

test('what is missing beside a mail server is asked for by name', () => {
  expect(problemsOf({ ...mail, MAIL_FROM: '' })).toEqual([
    'MAIL_FROM: must be set where SMTP_URL is: mail needs a sender',
  ])
  expect(problemsOf({ ...mail, PUBLIC_URL: undefined })).toEqual([
    'PUBLIC_URL: must be set where SMTP_URL is: links in mail lead there',
  ])
})

test('a value that cannot be used is shown, but not one with a password in it', () => {
  expect(problemsOf({ PORT: 'many' })[0]).toContain('PORT="many": ')
  expect(problemsOf({ ...mail, MAIL_FROM: 'learn' })).toEqual([
    'MAIL_FROM="learn": must look like learn@example.org or Article 54 <learn@example.org>',
  ])
  const [problem = ''] = problemsOf({ ...mail, SMTP_URL: 'https://learn:s3cr3t@mail.example.org' })
  expect(problem).toBe('SMTP_URL: must look like smtps://user:password@mail.example.org:465')
})
