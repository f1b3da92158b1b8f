import { eq } from 'drizzle-orm'
import { beforeEach, expect, test, vi } from 'vitest'
import { BrokenRule } from '#app/errors.ts'
import { workIsDone } from '#app/jobs/after-answer.server.ts'
import { reader, write } from '#db/client.server.ts'
import { accessToken } from '#db/schema/credentials.ts'
import { mailMessage } from '#db/schema/mail.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { readLetters } from '#db/seed/letters.ts'
import { askForReset } from './ask-for-reset.server.ts'
import { findLink } from './link-queries.server.ts'

const MINUTE = 60_000
const now = Date.UTC(2026, 2, 4)

const mail = vi.hoisted(() => ({ on: true }))
vi.mock('#app/mail/mail-server.server.ts', () => ({ mailServer: () => (mail.on ? {} : null) }))

let addresses = 0
const newAddress = () => `198.51.100.${(addresses += 1)}`

let made = 0
async function person(overrides: Parameters<typeof insertAccount>[0] = {}) {
  made += 1
  const email = `officer${made}@police.example`
  const row = await write((tx) => insertAccount({ email, emailVerifiedAt: now, ...overrides }, tx))
  return { ...row, email: row.email ?? '' }
}

async function ask(name: string, overrides: { address?: string; now?: number } = {}) {
  const result = await askForReset({
    name,
    site: 'https://learn.example.org',
    address: newAddress(),
    now,
    ...overrides,
  })
  await workIsDone()
  return result
}

const tokenIn = (text = '') => /\/reset\/(\S+)/.exec(text)?.[1] ?? ''

beforeEach(async () => {
  mail.on = true
  await write((tx) => tx.delete(mailMessage))
})

test('a link that works for an hour goes to the verified address, asked for by user name or by address', async () => {
  for (const by of ['username', 'email'] as const) {
    const one = await person()
    expect(await ask(one[by].toUpperCase())).toEqual({ status: 'asked' })
    const [letter] = await readLetters(one.email)
    expect(letter?.text).toContain(one.username)
    const token = tokenIn(letter?.text)
    expect(await findLink({ token, kind: 'reset', now: now + 60 * MINUTE - 1 })).toMatchObject({
      username: one.username,
    })
    expect(await findLink({ token, kind: 'reset', now: now + 60 * MINUTE })).toBeNull()
  }
})

test('the answer is the same where no letter is sent: no account, no address, one not verified, one suspended', async () => {
  const without = await person({ email: null, emailVerifiedAt: null })
  const unverified = await person({ emailVerifiedAt: null })
  const suspended = await person({ suspendedAt: now })
  for (const name of ['nobody.here', 'nobody@police.example', without.username, unverified.email, suspended.username]) {
    expect([name, await ask(name)]).toEqual([name, { status: 'asked' }])
  }
  expect(await reader.select().from(mailMessage)).toEqual([])
  expect(await reader.select().from(accessToken).where(eq(accessToken.accountId, unverified.id))).toEqual([])
})

test('the answer comes before the account is looked for: its time tells nothing', async () => {
  const { username, email } = await person()
  await askForReset({ name: username, site: 'https://learn.example.org', address: newAddress(), now })
  expect(await readLetters(email)).toEqual([])
  await workIsDone()
  expect(await readLetters(email)).toHaveLength(1)
})

test('a stranger cannot flood a mailbox, and the last letter’s link works', async () => {
  const { username, email } = await person()
  for (const minute of [0, 1, 4, 5, 6, 14, 15, 16, 34, 35, 59]) {
    expect(await ask(username, { now: now + minute * MINUTE })).toEqual({ status: 'asked' })
  }
  const letters = await readLetters(email)
  // After 0, 5, 15 and 35 minutes.
  expect(letters).toHaveLength(4)
  const works = await Promise.all(
    letters.map(({ text }) => findLink({ token: tokenIn(text), kind: 'reset', now: now + 59 * MINUTE })),
  )
  expect(works.map((found) => found !== null)).toEqual([false, false, false, true])
}, 30_000)

test('one network that asks for very many waits, and others do not', async () => {
  const address = newAddress()
  for (let n = 0; n < 20; n += 1) expect(await askFast(`nobody-${n}`, address)).toEqual({ status: 'asked' })
  expect(await askFast('nobody', address)).toEqual({ status: 'too-many', retryAt: now + 15_000 })
  expect(await askFast('nobody', newAddress())).toEqual({ status: 'asked' })
  await workIsDone()
})

const askFast = (name: string, address: string) =>
  askForReset({ name, site: 'https://learn.example.org', address, now })

test('without mail nothing is asked for: the page says what to do instead', async () => {
  mail.on = false
  await expect(ask('amina')).rejects.toThrow(BrokenRule)
})
