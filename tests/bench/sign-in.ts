import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { eq, isNull } from 'drizzle-orm'
import { closeDatabase, reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { newId } from '#db/ids.ts'
import { startMailServer } from '../mail-server.ts'
import { freePort, startServer } from './server.ts'

/**
 * `npm run bench:sign-in`: whether the time of an answer tells who has an account. Asks about accounts that exist and
 * names that do not, one after the other in changing order, each from an address of its own, so that no limit is met.
 * A known account that asks for a link is sent one. Needs a build. A share near 50 per cent says that neither is the slower one; times depend on the machine.
 */
const PAIRS = 150

const mail = await startMailServer()
const port = String(await freePort())
const server = await startServer({
  DEMO: '1',
  TRUST_PROXY: '1',
  SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  MAIL_FROM: 'Article 54 <learn@example.org>',
  PORT: port,
  PUBLIC_URL: `http://127.0.0.1:${port}`,
})
process.env.DATA_DIR = server.dataDir
let asked = 0

/** What a stranger is answered with. */
const answers: Record<string, number> = { '/sign-in': 422, '/forgot': 302 }

/** Milliseconds until the answer to a form; throws when it was slowed down or is not the answer to a stranger. */
async function time(path: string, fields: Record<string, string>): Promise<number> {
  asked += 1
  const address = `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`
  const started = performance.now()
  const response = await fetch(server.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: server.url, 'X-Forwarded-For': address },
    body: new URLSearchParams(fields),
  })
  const body = await response.text()
  const spent = performance.now() - started
  if (response.status !== answers[path]) throw new Error(`${path} answered ${response.status}: ${body}`)
  return spent
}

const at = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0
const ms = (value: number) => `${value.toFixed(1)} ms`

async function compare(what: string, known: (name: string) => Promise<number>, names: string[]): Promise<void> {
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
  for (const name of names) {
    const stranger = `nobody-${newId().slice(-12)}`
    // In an order and at moments that keep no time with what the server does later: letters leave after a while.
    const order = randomInt(2) === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)
    for (const who of order) {
      times[who].push(await known(who === 'known' ? name : stranger))
    }
  }
  const slower = times.known.filter((value, index) => value > (times.unknown[index] ?? 0)).length / names.length
  const ratio = at(times.known, 0.5) / at(times.unknown, 0.5)
  process.stdout.write(
    `${what}\n` +
      `  account exists   median ${ms(at(times.known, 0.5))}, 10 to 90 per cent ${ms(at(times.known, 0.1))} to ${ms(at(times.known, 0.9))}\n` +
      `  no such account  median ${ms(at(times.unknown, 0.5))}, 10 to 90 per cent ${ms(at(times.unknown, 0.1))} to ${ms(at(times.unknown, 0.9))}\n` +
      `  ratio of medians ${ratio.toFixed(3)}; the existing account took longer in ${Math.round(slower * 100)} per cent of ${names.length} pairs\n`,
  )
}

try {
  const people = await reader.select({ username: account.username }).from(account).where(isNull(account.suspendedAt))
  const names = people.map(({ username }) => username).slice(0, PAIRS)
  for (const name of names.slice(0, 20)) await time('/sign-in', { name, password: 'warming up' })
  await compare(
    'Signing in with a wrong password',
    (name) => time('/sign-in', { name, password: 'not the password' }),
    names,
  )
  await write(async (tx) => {
    for (const name of names) {
      const email = `${name}@police.example`
      const verified = { email, emailKey: email, emailVerifiedAt: Date.now() }
      await tx.update(account).set(verified).where(eq(account.username, name))
    }
  })
  await compare(
    'Asking for a link for a forgotten password',
    async (name) => {
      const spent = await time('/forgot', { name })
      // What follows the answer is not to be measured with the next one.
      await setTimeout(40 + randomInt(80))
      return spent
    },
    names,
  )
  const sentTo = () => new Set(mail.received.flatMap(({ to }) => to)).size
  // Letters leave after the answers.
  for (let wait = 0; wait < 100 && sentTo() < names.length; wait += 1) await setTimeout(100)
  const sent = sentTo()
  process.stdout.write(`  letters sent to ${sent} of ${names.length} accounts, to nobody else\n`)
} finally {
  await closeDatabase()
  await server.stop()
  await mail.stop()
}
