import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { Forbidden } from '#app/errors.ts'
import { rearm } from '#app/csv/write-csv.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { insertAccount } from '#db/seed/identity.ts'
import type { Grant, Viewer } from '../viewer.ts'
import { actingFrom } from './acting-from.server.ts'
import { hashOfContent } from './audit-chain.server.ts'
import { everyEntry, type AuditFilter } from './audit-filter.ts'
import { findAuditNames } from './audit-names-queries.server.ts'
import { readNotedHead, writeHead } from './audit-proof.ts'
import { findAuditEntries, findAuditHead, findAuditSearch } from './audit-queries.server.ts'
import type { AuditAct } from './audit.ts'
import { exportAudit } from './export-audit.server.ts'
import { recordAudit } from './record-audit.server.ts'
import { verifyAudit } from './verify-audit.server.ts'

const DAY = 24 * 60 * 60 * 1000
const FIRST = Date.UTC(2026, 2, 1, 12)

const holding = (...grants: Grant[]): Viewer => ({
  accountId: 'viewer',
  username: 'viewer',
  displayName: 'Viewer',
  locale: null,
  grants,
})
const viewer = holding({ role: 'administrator', scopeKind: 'platform', scopeId: '' })

let amina: Awaited<ReturnType<typeof insertAccount>>
let boss: Awaited<ReturnType<typeof insertAccount>>

/** 300 entries, ten a day; every fifth of Amina, every seventh to Amina by the boss, the rest of others. */
beforeAll(async () => {
  amina = await write((tx) => insertAccount({ username: 'Amina.D', email: 'amina@example.org' }, tx))
  boss = await write((tx) => insertAccount({ username: '=boss' }, tx))
  for (let index = 0; index < 300; index += 1) {
    const signIn = (id: string): AuditAct => ({
      action: 'signed-in',
      actorId: id,
      subject: { kind: 'account', id },
      facts: { way: 'password', secondFactor: null, device: '=1+1;-2', shared: false },
    })
    const suspension: AuditAct = {
      action: 'account-suspended',
      actorId: boss.id,
      subject: { kind: 'account', id: amina.id },
      facts: {},
    }
    const act = index % 5 === 0 ? signIn(amina.id) : index % 7 === 0 ? suspension : signIn(`other-${index % 3}`)
    const now = FIRST + Math.floor(index / 10) * DAY + (index % 10) * 1000
    await actingFrom({ address: `203.0.113.${index % 20}` }, () => write((tx) => recordAudit({ acts: [act], now }, tx)))
  }
})

async function find(
  filter: Partial<AuditFilter>,
  { before = null, atOnce }: { before?: number | null; atOnce?: number } = {},
) {
  const search = await findAuditSearch({ viewer, filter: { ...everyEntry, ...filter } })
  if (!search) throw new Error('no such person')
  return await findAuditEntries({ viewer, search, before, ...(atOnce && { atOnce }) })
}

/** Every page of a search, as numbers of entries. */
async function everything(filter: Partial<AuditFilter>, atOnce?: number): Promise<number[]> {
  const seen: number[] = []
  let before: number | null = null
  do {
    const page: Awaited<ReturnType<typeof find>> = await find(filter, { before, ...(atOnce && { atOnce }) })
    seen.push(...page.entries.map(({ sequence }) => sequence))
    before = page.older
  } while (before !== null)
  return seen
}

const numbers = (isIn: (index: number) => boolean) =>
  Array.from({ length: 300 }, (_, index) => index)
    .filter(isIn)
    .map((index) => index + 1)
    .reverse()

const isAminas = (index: number) => index % 5 === 0
const isBosss = (index: number) => !isAminas(index) && index % 7 === 0

describe('the pages of the audit log', () => {
  test('hold every entry once, the newest first, fifty a page', async () => {
    expect((await find({})).entries).toHaveLength(50)
    expect(await everything({})).toEqual(numbers(() => true))
  })

  test.each<[string, () => Partial<AuditFilter>, (index: number) => boolean]>([
    [
      'a person, by user name: what they did and what was done to them',
      () => ({ person: 'amina.d' }),
      (index) => isAminas(index) || isBosss(index),
    ],
    [
      'a person, by e-mail address',
      () => ({ person: 'AMINA@example.org' }),
      (index) => isAminas(index) || isBosss(index),
    ],
    ['a person, by id', () => ({ person: boss.id }), isBosss],
    ['an action', () => ({ action: 'account-suspended' }), isBosss],
    ['a kind of subject', () => ({ kind: 'course' }), () => false],
    ['days', () => ({ from: '2026-03-02', to: '2026-03-03' }), (index) => index >= 10 && index < 30],
    ['days on', () => ({ from: '2026-03-29' }), (index) => index >= 280],
    ['days that are not there', () => ({ from: '2027-01-01' }), () => false],
    ['days before there were any', () => ({ to: '2020-01-01' }), () => false],
    ['an address', () => ({ address: '203.0.113.19' }), (index) => index % 20 === 19],
    [
      'the beginning of an address',
      () => ({ address: '203.0.113.1' }),
      (index) => index % 20 === 1 || index % 20 >= 10,
    ],
    ['an address with signs that mean something to the database', () => ({ address: '203.0.113._' }), () => false],
    [
      'all at once',
      () => ({ person: 'amina.d', action: 'signed-in', kind: 'account', to: '2026-03-10', address: '203' }),
      (index) => isAminas(index) && index < 100,
    ],
  ])('are found by %s', async (_name, filter, isIn) => {
    expect(await everything(filter())).toEqual(numbers(isIn))
    // Looked through in small steps, some pages are short, and nothing is lost.
    expect(await everything(filter(), 3)).toEqual(numbers(isIn))
  })

  test('find days where a clock was set back', async () => {
    const act: AuditAct = {
      action: 'own-data-exported',
      actorId: 'late',
      subject: { kind: 'account', id: 'late' },
      facts: {},
    }
    await write((tx) => recordAudit({ acts: [act], now: FIRST }, tx))
    expect((await everything({ to: '2026-03-01' })).slice(0, 2)).toEqual([301, 10])
  })

  test('take a bounded number of queries', async () => {
    const count = { queries: 0 }
    await countingQueries(count, () =>
      find({ kind: 'course', from: '2026-03-01', to: '2026-03-31', person: 'amina.d' }, { atOnce: 3 }),
    )
    expect(count.queries).toBeLessThanOrEqual(12)
  })

  test('are for administrators of the platform alone', async () => {
    const search = await findAuditSearch({ viewer, filter: everyEntry })
    if (!search) throw new Error('unreachable')
    for (const stranger of [
      holding(),
      holding(
        { role: 'administrator', scopeKind: 'country', scopeId: 'KE' },
        { role: 'manager', scopeKind: 'platform', scopeId: '' },
      ),
    ]) {
      await expect(findAuditSearch({ viewer: stranger, filter: everyEntry })).rejects.toThrow(Forbidden)
      await expect(findAuditEntries({ viewer: stranger, search, before: null })).rejects.toThrow(Forbidden)
      await expect(findAuditHead({ viewer: stranger })).rejects.toThrow(Forbidden)
      await expect(findAuditNames({ viewer: stranger, ids: { account: [], agency: [] } })).rejects.toThrow(Forbidden)
      await expect(
        exportAudit({ viewer: stranger, search, now: FIRST, translator: translatorFor('en') }),
      ).rejects.toThrow(Forbidden)
    }
    expect(await findAuditSearch({ viewer, filter: { ...everyEntry, person: 'nobody' } })).toBeNull()
  })
})

describe('the log as a file', () => {
  async function exported(filter: Partial<AuditFilter>) {
    const search = await findAuditSearch({ viewer, filter: { ...everyEntry, ...filter } })
    if (!search) throw new Error('no such person')
    const pieces = await exportAudit({ viewer, search, now: FIRST + 40 * DAY, translator: translatorFor('en') })
    let text = ''
    for await (const piece of pieces) text += piece
    return { text, rows: parse(text, { bom: true, columns: true }) as Record<string, string>[] }
  }

  test('holds what the page finds, in the order of the log, up to the entry that tells of the file', async () => {
    const { rows } = await exported({ person: 'amina.d' })
    expect(rows.map(({ Entry }) => Number(Entry))).toEqual(
      [...numbers((index) => isAminas(index) || isBosss(index))].reverse(),
    )
    const [told] = (await find({})).entries
    expect(told).toMatchObject({ action: 'audit-exported', actorId: 'viewer' })
    expect(JSON.parse(told?.content ?? '')).toMatchObject({ facts: { filtered: true } })
  })

  test('proves the log from elsewhere: contents by their hashes, the chain by any of its heads', async () => {
    const { rows } = await exported({ to: '2026-03-02' })
    for (const row of rows) {
      const given = (column: string) => rearm(row[column] ?? '')
      expect(hashOfContent(given('Salt'), given('Content'))).toBe(
        given('Content hash (SHA-256 of salt, space, content)'),
      )
      const noted = readNotedHead(given('Entry and chain hash (for audit:verify --expect)'))
      expect(noted?.sequence).toBe(Number(row.Entry))
      expect((await verifyAudit({ noted })).fault).toBeNull()
    }
    const head = await findAuditHead({ viewer })
    expect(readNotedHead(writeHead(head ?? { sequence: 0, hash: '' }))).toEqual(head)
  })

  test('holds no cell that a spreadsheet would run', async () => {
    const { text } = await exported({ person: boss.id })
    expect(text).toContain(",'=boss,")
    for (const cell of parse(text, { bom: true }).flat() as string[])
      expect(cell).not.toMatch(/^[=+\-@\t\r]|;\s*[=+\-@]/)
  })
})
