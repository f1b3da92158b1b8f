import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { asc, count } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { closeDatabase, databaseFile, openForWriting, reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { actingFrom } from './acting-from.server.ts'
import type { AuditAct } from './audit.ts'
import { readNotedHead, writeHead } from './audit-proof.ts'
import { blotAudit } from './blot-audit.server.ts'
import { recordAudit } from './record-audit.server.ts'
import { verifyAudit } from './verify-audit.server.ts'

const NOON = Date.UTC(2026, 2, 4, 12)
const HOUR = 3_600_000

/** As somebody with the file and a tool of their own, who minds no trigger. */
function tamper(...statements: string[]): void {
  const intruder = new Database(databaseFile())
  for (const { name } of intruder.prepare("select name from sqlite_master where type = 'trigger'").all() as {
    name: string
  }[]) {
    const { sql } = intruder.prepare('select sql from sqlite_master where name = ?').get(name) as { sql: string }
    triggers.set(name, sql)
    intruder.exec(`drop trigger ${name}`)
  }
  for (const statement of statements) intruder.exec(statement)
  for (const sql of triggers.values()) intruder.exec(sql)
  intruder.close()
}
const triggers = new Map<string, string>()

const suspension = (id: string): AuditAct => ({
  action: 'account-suspended',
  actorId: 'amina',
  subject: { kind: 'account', id },
  facts: {},
})

/** Records one entry an hour, the first at noon, each of a change of its own. */
async function recordHours(hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour += 1) {
    const now = NOON + hour * HOUR
    await actingFrom({ address: `192.0.2.${hour}` }, () =>
      write((tx) => recordAudit({ acts: [suspension(`person-${hour}`)], now }, tx)),
    )
  }
}

const headNow = async () => (await verifyAudit({})).head

beforeEach(() => tamper('delete from audit_entry', "delete from sqlite_sequence where name = 'audit_entry'"))

describe('a log that nobody touched', () => {
  test('holds over any acts, whatever is in them and however they are grouped', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 })
    const surrogates = fc.string({ unit: fc.constantFrom('a', '\ud800', '\udc00', '\0', '"', '😀') })
    const act = fc.record({
      action: fc.constantFrom('signed-in' as const, 'role-granted' as const),
      actorId: fc.option(text),
      subject: fc.record({
        kind: fc.constantFrom('account' as const, 'course' as const),
        id: fc.oneof(text, surrogates),
      }),
      facts: fc.dictionary(text, fc.oneof(text, surrogates, fc.integer(), fc.boolean())),
    }) as unknown as fc.Arbitrary<AuditAct>
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 6 }), fc.integer({ min: 0, max: NOON }), async (acts, now) => {
        const before = await verifyAudit({})
        await write((tx) => recordAudit({ acts, now }, tx))
        const after = await verifyAudit({})
        expect(after).toMatchObject({ entries: before.entries + acts.length, fault: null })
      }),
      { numRuns: 60 },
    )
  })

  test('holds when it is empty, and longer than what is read at a time', async () => {
    expect(await verifyAudit({})).toEqual({ entries: 0, blotted: 0, head: null, fault: null })
    const acts = Array.from({ length: 4001 }, (_, index) => suspension(`person-${index}`))
    await write((tx) => recordAudit({ acts, now: NOON }, tx))
    expect(await verifyAudit({})).toMatchObject({ entries: 4001, fault: null, head: { sequence: 4001 } })
  })

  test('keeps nothing of a change that failed, and goes on after it without a gap', async () => {
    await recordHours(1)
    const failing = write(async (tx) => {
      await recordAudit({ acts: [suspension('nobody')], now: NOON }, tx)
      throw new Error('stop')
    })
    await expect(failing).rejects.toThrow('stop')
    await recordHours(1)
    expect(await verifyAudit({})).toMatchObject({ entries: 2, fault: null })
  })

  test('never forks when two processes write at once', async () => {
    const program = `
      const { write } = await import('#db/client.server.ts')
      const { recordAudit } = await import('#app/identity/audit/record-audit.server.ts')
      while (Date.now() < Number(process.env.START_AT)) {}
      for (let time = 0; time < 40; time += 1) {
        const subject = { kind: 'account', id: process.pid + '-' + time }
        await write((tx) => recordAudit({ acts: [{ action: 'account-suspended', actorId: null, subject, facts: {} }], now: time }, tx))
      }
    `
    const run = () =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
        env: { ...process.env, START_AT: String(Date.now() + 3000) },
      })
    await Promise.all([run(), run()])
    const writers = new Set(
      (await reader.select({ id: auditEntry.subjectId }).from(auditEntry)).map(({ id }) => id.split('-')[0]),
    )
    expect(writers.size).toBe(2)
    expect(await verifyAudit({})).toMatchObject({ entries: 80, fault: null })
  }, 60_000)
})

describe('a log that was touched', () => {
  beforeEach(() => recordHours(6))

  const swapped = (column: string, one: number, other: number) =>
    `update audit_entry set ${column} = (select ${column} from audit_entry other where other.sequence = ${one} + ${other} - audit_entry.sequence) where sequence in (${one}, ${other})`

  test.each([
    ...[
      'at = at + 1',
      "actor_id = 'otto'",
      'actor_id = null',
      "action = 'account-restored'",
      "subject_kind = 'agency'",
      "subject_id = 'person-0'",
      "content_hash = 'x'",
      "hash = 'x'",
    ].map(
      (change) =>
        [`with another ${change}`, [`update audit_entry set ${change} where sequence = 3`], 'changed', 3] as const,
    ),
    [
      'with another address',
      [`update audit_entry set content = replace(content, '192', '198') where sequence = 3`],
      'content',
      3,
    ],
    ['with another salt', [`update audit_entry set salt = 'x' where sequence = 3`], 'content', 3],
    ['without its salt alone', [`update audit_entry set salt = null where sequence = 3`], 'content', 3],
    ['without its content alone', [`update audit_entry set content = null where sequence = 3`], 'content', 3],
    [
      'without content that is not due',
      [`update audit_entry set content = null, salt = null where sequence = 3`],
      'blotted',
      3,
    ],
    ['with contents exchanged', [swapped('content', 2, 4), swapped('salt', 2, 4)], 'content', 2],
    [
      'with contents exchanged and their hashes',
      ['content', 'salt', 'content_hash'].map((column) => swapped(column, 2, 4)),
      'changed',
      2,
    ],
    ['without an entry', ['delete from audit_entry where sequence = 3'], 'missing', 3],
    [
      'without an entry, closed up',
      [
        'delete from audit_entry where sequence = 3',
        'update audit_entry set sequence = sequence - 1 where sequence > 3',
      ],
      'changed',
      3,
    ],
    ['without its beginning', ['delete from audit_entry where sequence < 3'], 'missing', 1],
    [
      'without its beginning, closed up',
      ['delete from audit_entry where sequence < 3', 'update audit_entry set sequence = sequence - 2'],
      'changed',
      1,
    ],
    [
      'put in another order',
      [
        `update audit_entry set sequence = -sequence where sequence in (3, 4)`,
        `update audit_entry set sequence = 7 + sequence where sequence < 0`,
      ],
      'changed',
      3,
    ],
    [
      'with one entry more at its end',
      [
        `insert into audit_entry select 7, at, actor_id, action, subject_kind, subject_id, content, salt, content_hash, hash from audit_entry where sequence = 6`,
      ],
      'changed',
      7,
    ],
    [
      'with an entry put before the first',
      [
        `insert into audit_entry select 0, at, actor_id, action, subject_kind, subject_id, content, salt, content_hash, hash from audit_entry where sequence = 1`,
      ],
      'missing',
      1,
    ],
  ] as const)('is found out %s', async (_name, statements, kind, sequence) => {
    tamper(...statements)
    expect((await verifyAudit({})).fault).toEqual({ kind, sequence })
  })

  test('holds when its end was cut off, but not against a head noted before', async () => {
    const noted = await headNow()
    tamper(
      'delete from audit_entry where sequence > 4',
      "update sqlite_sequence set seq = 4 where name = 'audit_entry'",
    )
    expect(await verifyAudit({})).toMatchObject({ entries: 4, fault: null })
    expect(await verifyAudit({ noted })).toMatchObject({ entries: 4, fault: { kind: 'cut', sequence: 5 } })
    expect(await verifyAudit({ noted: { sequence: null, hash: noted?.hash ?? '' } })).toMatchObject({
      fault: { kind: 'cut' },
    })
    await recordHours(3)
    expect(await verifyAudit({})).toMatchObject({ entries: 7, fault: null })
    expect(await verifyAudit({ noted })).toMatchObject({ fault: { kind: 'other-head', sequence: 6 } })
  })

  test('holds against every head it ever had, whole or by the beginning of its hash', async () => {
    const rows = await reader.select().from(auditEntry).orderBy(asc(auditEntry.sequence))
    for (const row of rows) {
      for (const noted of [writeHead(row), row.hash, `${row.sequence}:${row.hash.slice(0, 16)}`]) {
        expect(await verifyAudit({ noted: readNotedHead(noted) })).toMatchObject({ entries: 6, fault: null })
      }
    }
  })
})

describe('the database', () => {
  beforeEach(() => recordHours(2))
  const columns = [
    'sequence',
    'at',
    'actor_id',
    'action',
    'subject_kind',
    'subject_id',
    'content',
    'salt',
    'content_hash',
    'hash',
  ]

  test.each([
    'delete from audit_entry where sequence = 1',
    'delete from audit_entry',
    ...columns.map((column) => `update audit_entry set ${column} = '7' where sequence = 1`),
    `update audit_entry set content = null where sequence = 1`,
    `update audit_entry set content = null, salt = null, at = 7 where sequence = 1`,
    `insert or replace into audit_entry select sequence, 7, actor_id, action, subject_kind, subject_id, content, salt, content_hash, hash from audit_entry where sequence = 1`,
    `insert into audit_entry select * from audit_entry where true on conflict (sequence) do update set at = 7`,
  ])('refuses: %s', async (statement) => {
    const connection = openForWriting(databaseFile())
    expect(() => connection.exec(statement)).toThrow('the audit log is only added to')
    connection.close()
    expect(await verifyAudit({})).toMatchObject({ entries: 2, blotted: 0, fault: null })
  })
})

describe('blotting out', () => {
  test('takes what is old enough and no more, is itself recorded, and the chain holds', async () => {
    await recordHours(6)
    const noted = await headNow()
    expect(await blotAudit({ before: NOON + 4 * HOUR, now: NOON + 9 * HOUR })).toEqual({ blotted: 4 })
    const rows = await reader.select().from(auditEntry).orderBy(asc(auditEntry.sequence))
    expect(rows.map(({ content, salt }) => [content === null, salt === null])).toEqual([
      ...Array<[boolean, boolean]>(4).fill([true, true]),
      ...Array<[boolean, boolean]>(3).fill([false, false]),
    ])
    expect(rows.at(-1)).toMatchObject({ action: 'audit-blotted', actorId: null })
    expect(await verifyAudit({ noted })).toMatchObject({ entries: 7, blotted: 4, fault: null })
  })

  test('of what an erased person did and suffered is no fault, up to their erasure and not beyond', async () => {
    await recordHours(3)
    const subject = { kind: 'account', id: 'person-1' } as const
    const erasure = {
      action: 'account-erased',
      actorId: null,
      subject,
      facts: { reason: 'asked', keptName: false },
    } as const
    const connection = openForWriting(databaseFile())
    const blot = (where: string) => connection.exec(`update audit_entry set content = null, salt = null where ${where}`)
    blot("subject_id = 'person-1'")
    expect((await verifyAudit({})).fault).toEqual({ kind: 'blotted', sequence: 2 })
    await write((tx) => recordAudit({ acts: [erasure], now: NOON }, tx))
    expect((await verifyAudit({})).fault).toBeNull()
    await write((tx) => recordAudit({ acts: [suspension('person-1')], now: NOON }, tx))
    blot("subject_id = 'person-1'")
    expect((await verifyAudit({})).fault).toEqual({ kind: 'blotted', sequence: 5 })
    connection.close()
  })

  test('does nothing, and records nothing, where nothing is due', async () => {
    await recordHours(2)
    expect(await blotAudit({ before: NOON, now: NOON })).toEqual({ blotted: 0 })
    expect(await verifyAudit({})).toMatchObject({ entries: 2, blotted: 0, fault: null })
  })

  test('holds on when the records of earlier blottings are themselves blotted out', async () => {
    await recordHours(3)
    await blotAudit({ before: NOON + HOUR, now: NOON + 3 * HOUR })
    await recordHours(6)
    await blotAudit({ before: NOON + 4 * HOUR, now: NOON + 9 * HOUR })
    const { blotted, fault } = await verifyAudit({})
    expect([blotted, fault]).toEqual([3 + 1 + 4, null])
  })

  test('goes through a log of any length, in pieces', async () => {
    const acts = Array.from({ length: 2500 }, (_, index) => suspension(`person-${index}`))
    await write((tx) => recordAudit({ acts, now: NOON }, tx))
    expect(await blotAudit({ before: NOON + 1, now: NOON + HOUR })).toEqual({ blotted: 2500 })
    expect(await verifyAudit({})).toMatchObject({ entries: 2501, blotted: 2500, fault: null })
    const [records] = await reader.select({ entries: count() }).from(auditEntry)
    expect(records?.entries).toBe(2501)
  })

  test('leaves nothing of it in the file', async () => {
    const acts = [suspension('person'), suspension('person')]
    await actingFrom({ address: 'an-address-to-forget' }, () => write((tx) => recordAudit({ acts, now: NOON }, tx)))
    await blotAudit({ before: NOON + 1, now: NOON + 1 })
    await closeDatabase()
    expect(readFileSync(databaseFile()).includes('an-address-to-forget')).toBe(false)
  })
})

test.each([
  ['12:abcdefghijklmnop', { sequence: 12, hash: 'abcdefghijklmnop' }],
  [' abcdefghijklmnop-_ ', { sequence: null, hash: 'abcdefghijklmnop-_' }],
  ['12:abcdefghijklmno', null],
  ['0:abcdefghijklmnop', null],
  ['x:abcdefghijklmnop', null],
  ['12', null],
  ['', null],
])('a head noted as %j is read as %j', (text, noted) => {
  expect(readNotedHead(text)).toEqual(noted)
})
