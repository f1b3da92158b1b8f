import { afterEach, expect, test } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { mailMessage } from '#db/schema/mail.ts'
import { unseal } from '#app/secrets/seal.server.ts'
import { readSender } from './message.ts'
import { canSendMail, queueMail } from './queue-mail.server.ts'

afterEach(() => write((tx) => tx.delete(mailMessage)))

const queue = (message: { to?: string; subject?: string }) =>
  write((tx) => queueMail({ to: 'amina@example.org', subject: 'Bonjour', text: 'Code: 1', now: 1000, ...message }, tx))

test('a message waits sealed, to be sent at once', async () => {
  await queue({})
  const [row] = await reader.select().from(mailMessage)
  expect(row).toMatchObject({ createdAt: 1000, nextAttemptAt: 1000, attempts: 0, sentAt: null, givenUpAt: null })
  expect(JSON.stringify(row)).not.toMatch(/amina|Bonjour|Code/)
  expect(JSON.parse(unseal(row?.sealed ?? '', 'mail') ?? '')).toEqual({
    to: 'amina@example.org',
    subject: 'Bonjour',
    text: 'Code: 1',
  })
})

test('a message of a change that fails is not sent', async () => {
  const failing = write(async (tx) => {
    await queueMail({ to: 'amina@example.org', subject: 'x', text: 'y', now: 1 }, tx)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await reader.select().from(mailMessage)).toEqual([])
})

test.each([
  'amina@example.org\r\nBcc: all@example.org',
  'amina@example.org,other@example.org',
  'amina@example.org other@example.org',
  'Amina <amina@example.org>',
  '"amina@x"@example.org',
  'amina@a@b',
  'amina',
  '',
  `${'a'.repeat(250)}@example.org`,
])('mail to %j is refused', async (to) => {
  await expect(queue({ to })).rejects.toThrow('one plain address')
})

test('a subject cannot begin another header, whatever name is in it', async () => {
  await queue({ subject: 'Добро\r\nBcc: all@example.org\u2028\u0000 пожаловать\n' })
  const [row] = await reader.select().from(mailMessage)
  expect(JSON.parse(unseal(row?.sealed ?? '', 'mail') ?? '')).toMatchObject({
    subject: 'Добро Bcc: all@example.org пожаловать',
  })
})

test('without a mail server no mail can be sent', () => {
  expect(canSendMail()).toBe(false)
})

test.each([
  ['learn@example.org', { name: '', address: 'learn@example.org' }],
  ['Article 54 <learn@example.org>', { name: 'Article 54', address: 'learn@example.org' }],
  ['"Статья 54" <learn@example.org>', { name: 'Статья 54', address: 'learn@example.org' }],
])('the sender %s is taken apart', (text, sender) => {
  expect(readSender(text)).toEqual(sender)
})
