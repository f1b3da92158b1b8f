import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { decodeWords, headerOf, type ReceivedMail, textOf } from '../mail-server.ts'

/** Mail that arrived at this address, the latest first. */
function findMail(to: string): { subject: string; text: string }[] {
  const folder = path.join(process.env.DATA_DIR ?? '', 'mailbox')
  const files = existsSync(folder) ? readdirSync(folder).sort().reverse() : []
  return files
    .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as ReceivedMail)
    .filter((mail) => mail.to.includes(to))
    .map(({ raw }) => ({ subject: decodeWords(headerOf(raw, 'Subject') ?? ''), text: textOf(raw) }))
}

/** The latest mail to this address, once one has arrived whose subject says so. */
export async function waitForMail(to: string, subject: string | RegExp): Promise<{ subject: string; text: string }> {
  let found: { subject: string; text: string } | undefined
  await expect(() => {
    found = findMail(to).find((mail) =>
      typeof subject === 'string' ? mail.subject.includes(subject) : subject.test(mail.subject),
    )
    expect(found, `mail to ${to}`).toBeDefined()
  }).toPass({ timeout: 10_000, intervals: [100, 200, 500] })
  if (!found) throw new Error('unreachable')
  return found
}
