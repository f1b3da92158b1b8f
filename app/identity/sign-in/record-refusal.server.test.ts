import { asc, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { verifyAudit } from '../audit/verify-audit.server.ts'
import { hashPassword } from './passwords.server.ts'
import { recordRefusal } from './record-refusal.server.ts'
import { signIn } from './sign-in.server.ts'

const MINUTE = 60_000
const PASSWORD = 'three quiet rivers'
const passwordHash = await hashPassword(PASSWORD)

let now = Date.UTC(2026, 2, 4)
let machines = 0
let address = ''
beforeEach(() => {
  now += 120 * MINUTE
  machines += 1
  address = `203.0.113.${machines}`
})

const refusals = async () =>
  (
    await reader
      .select({ at: auditEntry.at, id: auditEntry.subjectId, content: auditEntry.content, actorId: auditEntry.actorId })
      .from(auditEntry)
      .where(eq(auditEntry.action, 'sign-in-refused'))
      .orderBy(asc(auditEntry.sequence))
  ).filter(({ at }) => at >= now)

const reasonOf = ({ content }: { content: string | null }) =>
  (JSON.parse(content ?? '{}') as { facts: { reason: string } }).facts.reason

test('who was refused, and why, is written down, but never what a stranger typed as a name', async () => {
  const person = await write((tx) => insertAccount({ passwordHash }, tx))
  const suspended = await write((tx) => insertAccount({ passwordHash, suspendedAt: 1 }, tx))
  await signIn({ name: person.username, password: 'wrong password', address, now })
  await signIn({ name: suspended.username, password: PASSWORD, address, now })
  await signIn({ name: suspended.username, password: 'wrong password', address, now })
  await signIn({ name: 'my secret password', password: PASSWORD, address, now })
  await signIn({ name: person.username, password: PASSWORD, address, now })
  const written = await refusals()
  expect(written.map((entry) => [entry.id, reasonOf(entry), entry.actorId])).toEqual([
    [person.id, 'password', null],
    [suspended.id, 'suspended', null],
    [suspended.id, 'password', null],
    ['', 'unknown', null],
  ])
  expect(JSON.stringify(written)).not.toContain('my secret')
})

test('guesses at one account are written down until they have to wait, and no more until the window is over', async () => {
  const person = await write((tx) => insertAccount({ passwordHash }, tx))
  for (let minute = 0; minute < 15; minute += 1) {
    await signIn({ name: person.username, password: 'wrong password', address, now: now + minute * MINUTE })
  }
  expect(await refusals()).toHaveLength(5)
  await signIn({ name: person.username, password: 'wrong password', address, now: now + 40 * MINUTE })
  expect(await refusals()).toHaveLength(6)
})

test('guesses at made-up names are written down until their address has to wait', async () => {
  for (let name = 0; name < 35; name += 1) {
    await signIn({ name: `made up ${name}`, password: 'wrong password', address, now: now + name * 20_000 })
  }
  expect(await refusals()).toHaveLength(30)
})

test('a flood from everywhere at once fills no disk', async () => {
  const refuse = (at: number) =>
    write((tx) => recordRefusal({ way: 'password', reason: 'unknown', accountId: null, slowed: false, now: at }, tx))
  for (let time = 0; time < 1010; time += 1) await refuse(now + time)
  expect(await refusals()).toHaveLength(1000)
  await refuse(now + 60 * MINUTE + 20)
  expect(await refusals()).toHaveLength(1001)
  expect((await verifyAudit({})).fault).toBeNull()
})
