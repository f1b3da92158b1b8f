import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { translatorFor } from '#app/i18n/translator.ts'
import type { OwnDataPartName } from '#app/identity/own-data/own-data-parts.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { queueMail } from '#app/mail/queue-mail.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { closeDatabase, databaseFile, reader, type Transaction, write } from '#db/client.server.ts'
import * as assessment from '#db/schema/assessment.ts'
import * as audit from '#db/schema/audit.ts'
import * as content from '#db/schema/content.ts'
import * as convention from '#db/schema/convention.ts'
import * as credentials from '#db/schema/credentials.ts'
import * as identity from '#db/schema/identity.ts'
import * as mail from '#db/schema/mail.ts'
import * as platform from '#db/schema/platform.ts'
import * as programmes from '#db/schema/programmes.ts'
import * as progress from '#db/schema/progress.ts'
import * as search from '#db/schema/search.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { eraseAccount } from './erase-account.server.ts'
import { exportOwnData } from './export-own-data.server.ts'

// Where a person is in the database, what of it their file holds, and what is left once they are erased. A new table
// that holds people must be entered here, and whoever enters it decides both.

type Holding = {
  /** The part of the person's file it is in; or why it is in none. */
  part: OwnDataPartName | { leftOut: string }
  /** Rows are deleted when the person is erased; or which texts of them stay, and what these tell. */
  erased: 'deleted' | { stays: readonly string[]; because: string }
}

const ids = 'ids of what was done, on which figures hang'

/** Tables whose rows are a person's own. */
const ownTables: Record<string, Holding> = {
  account: { part: 'account', erased: { stays: ['id'], because: 'an id tells nobody who it was' } },
  session: { part: 'sessions', erased: 'deleted' },
  role_grant: {
    part: 'roles',
    erased: {
      stays: ['id', 'account_id', 'role', 'scope_kind', 'scope_id', 'source'],
      because: 'that an id held a role explains what it did in office',
    },
  },
  totp_credential: { part: 'oneTimePasswords', erased: 'deleted' },
  recovery_code: { part: 'recoveryCodes', erased: 'deleted' },
  passkey: { part: 'passkeys', erased: 'deleted' },
  external_identity: { part: 'linkedIdentities', erased: 'deleted' },
  access_token: { part: 'access', erased: 'deleted' },
  sign_in_step: { part: 'steps', erased: 'deleted' },
  enrolment: { part: 'programmes', erased: { stays: ['cohort_id', 'account_id'], because: ids } },
  attempt: {
    part: 'attempts',
    erased: {
      stays: ['id', 'account_id', 'course_id', 'course_revision_id', 'quiz_id', 'rules', 'ended_by'],
      because: ids,
    },
  },
  attempt_question: {
    part: 'attempts',
    erased: {
      stays: ['attempt_id', 'question_id', 'question_hash', 'option_order', 'answer', 'operation_id', 'regrade_id'],
      because: 'which options were drawn and chosen: figures of questions',
    },
  },
  quiz_event: {
    part: 'quizEvents',
    erased: { stays: ['id', 'course_id', 'quiz_id', 'account_id', 'attempt_id', 'kind'], because: ids },
  },
  regrade_mark: { part: 'attempts', erased: { stays: ['regrade_id', 'attempt_id'], because: ids } },
  accommodation: { part: 'extraTime', erased: 'deleted' },
  practice_answer: {
    part: 'practiceAnswers',
    erased: {
      stays: ['account_id', 'question_id', 'question_hash', 'lesson_id', 'answer'],
      because: 'which options were chosen: figures of questions',
    },
  },
  scenario_run: {
    part: 'scenarioRuns',
    erased: {
      stays: [
        'id',
        'account_id',
        'course_id',
        'course_revision_id',
        'activity_id',
        'scenario_id',
        'document_hash',
        'steps',
        'ending_id',
      ],
      because: 'which choices were taken: figures of cases',
    },
  },
  request_draft: { part: 'requestDrafts', erased: 'deleted' },
  learning_event: {
    part: 'events',
    erased: {
      stays: ['id', 'account_id', 'verb', 'course_id', 'course_revision_id', 'activity_id', 'result'],
      because: 'what was done, with ids and marks: the summaries are rebuilt from it',
    },
  },
  activity_progress: {
    part: 'activities',
    erased: { stays: ['account_id', 'activity_id', 'course_id', 'completed_revision_id'], because: ids },
  },
  course_progress: {
    part: 'courses',
    erased: {
      stays: ['account_id', 'course_id', 'resume_activity_id', 'last_revision_id', 'completed_revision_id'],
      because: ids,
    },
  },
  article_competence: {
    part: 'competence',
    erased: { stays: ['account_id', 'standing_before'], because: 'sums that are made from the log, under an id' },
  },
  review_card: {
    part: 'reviewCards',
    erased: { stays: ['account_id', 'question_id', 'course_id'], because: ids },
  },
  reflection_note: { part: 'notes', erased: 'deleted' },
}

/** Columns that name a person in rows that are somebody else's, or nobody's; each with why the file leaves them out. */
const deeds: Record<string, string> = {
  'account.merged_into_id': 'the person’s own second account, which is erased with the first',
  'role_grant.granted_by': 'what somebody did to another; their own audit entries tell of it',
  'role_grant.ended_by': 'as above',
  'access_token.issued_by': 'as above',
  'enrolment.enrolled_by': 'as above',
  'quiz_event.actor_id': 'as above',
  'accommodation.given_by': 'as above',
  'accommodation.withdrawn_by': 'as above',
  'programme.created_by': 'done in office; their own audit entries tell of it',
  'course_revision.published_by': 'as above',
  'quiz_condition.changed_by': 'as above',
  'regrade.regraded_by': 'as above',
}

/** Tables that no reference leads to, and that hold people all the same. */
const withoutReference: Record<string, string> = {
  audit_entry: 'entries outlive accounts; in the file as “audit”; emptied on erasure (tested below)',
  mail_message: 'sealed, and gone once sent; taken back on erasure (tested below)',
  sign_in_failure: 'counts under keyed hashes, for half an hour',
}

const tables = [
  assessment,
  audit,
  content,
  convention,
  credentials,
  identity,
  mail,
  platform,
  programmes,
  progress,
  search,
]
  .flatMap((module) => Object.values<unknown>(module))
  .filter((value): value is SQLiteTable => is(value, SQLiteTable))

type Reference = { table: SQLiteTable; column: string; to: SQLiteTable; cascades: boolean }

const references: Reference[] = tables.flatMap((table) =>
  getTableConfig(table).foreignKeys.map((key) => {
    const { columns, foreignTable } = key.reference()
    return { table, column: columns[0]?.name ?? '', to: foreignTable, cascades: key.onDelete === 'cascade' }
  }),
)

/** Tables whose rows would go with the account's, however far away. */
function owned(): Set<SQLiteTable> {
  const found = new Set<SQLiteTable>([identity.account])
  for (const table of found) {
    for (const one of references) if (one.to === table && one.cascades) found.add(one.table)
  }
  return found
}

test('every table that holds people is exported, or left out for a reason, and so it is with erasure', () => {
  expect([...owned()].map(getTableName).sort()).toEqual(Object.keys(ownTables).sort())
  const others = references
    .filter(({ to, cascades }) => to === identity.account && !cascades)
    .map(({ table, column }) => `${getTableName(table)}.${column}`)
  expect(others.sort()).toEqual(Object.keys(deeds).sort())
  const names = tables.map(getTableName)
  expect(Object.keys(withoutReference).filter((name) => !names.includes(name))).toEqual([])
})

/** What marks each text that the person's rows hold. */
const MARK = 'xq7mark'

/** Texts that must be JSON, or of a form. */
const formed: Record<string, string> = {
  'request_draft.fields': JSON.stringify({ facts: `${MARK} in a draft` }),
  'request_draft.result': JSON.stringify({
    basis: { status: 'empty', option: null },
    elements: {},
    right: 0,
    total: 1,
  }),
  'question_revision.body': JSON.stringify({ stemHtml: '<p>Which?</p>', options: [{ html: 'This', correct: true }] }),
  'attempt_question.option_order': '[0]',
  'attempt_question.answer': '[0]',
  'practice_answer.answer': '[0]',
  'scenario_run.steps': JSON.stringify([{ scene: MARK, choice: 0, at: 0 }]),
  'learning_event.result': JSON.stringify({ note: MARK }),
}

const person = { id: 'person-to-erase', username: `${MARK}-user` }

/** A row of a table, made by its own description: texts are marked, and what it refers to is made as well. */
async function makeRow(table: SQLiteTable, tx: Transaction, marked: boolean): Promise<Record<string, unknown>> {
  const name = getTableName(table)
  const row: Record<string, unknown> = {}
  for (const [key, column] of Object.entries(getTableColumns(table))) {
    const place = `${name}.${column.name}`
    const reference = references.find((one) => one.table === table && one.column === column.name)
    if (reference && reference.to === table) continue
    if (reference?.to === identity.account) row[key] = reference.cascades ? person.id : null
    else if (reference) row[key] = await keyOf(reference.to, tx, owned().has(reference.to))
    else if (column.dataType === 'string')
      row[key] = column.enumValues?.[0] ?? formed[place] ?? `${marked ? MARK : 'x'}-${name}-${column.name}`
    else if (column.dataType === 'boolean') row[key] = true
    else row[key] = 1
  }
  await tx.insert(table).values(row).onConflictDoNothing()
  return row
}

async function keyOf(table: SQLiteTable, tx: Transaction, marked: boolean): Promise<unknown> {
  const row = await makeRow(table, tx, marked)
  const key = Object.entries(getTableColumns(table)).find(([, column]) => column.primary)
  return row[key?.[0] ?? '']
}

const viewer: Viewer = { accountId: person.id, username: person.username, displayName: MARK, locale: null, grants: [] }
const now = Date.UTC(2027, 4, 1)
let file: Record<string, unknown>

beforeAll(async () => {
  await write(async (tx) => {
    const administrator = { role: 'administrator', scopeKind: 'platform', scopeId: '' } as const
    await insertAccount({ roles: [administrator] }, tx)
    const agencyId = String(await keyOf(identity.agency, tx, false))
    await insertAccount(
      {
        ...person,
        displayName: `${MARK} the name`,
        email: `${MARK}@example.org`,
        passwordHash: `${MARK} hash`,
        locale: MARK,
        agencyId,
        erasureDueAt: now,
        erasureReason: 'asked',
      },
      tx,
    )
    for (const table of owned()) if (table !== identity.account) await makeRow(table, tx, true)
    const subject = { kind: 'account', id: person.id } as const
    const facts = { way: 'password', secondFactor: null, device: `${MARK} device`, shared: false } as const
    await recordAudit({ acts: [{ action: 'signed-in', actorId: person.id, subject, facts }], now }, tx)
    await queueMail({ to: `${MARK}@example.org`, subject: 'Hello', text: 'x', now }, tx)
  })
  let text = ''
  for await (const piece of await exportOwnData({ viewer, t: translatorFor('en').t, now })) text += piece
  file = JSON.parse(text) as Record<string, unknown>
})

test('the file holds something of every table it is said to hold', () => {
  const empty = Object.entries(ownTables).flatMap(([table, { part }]) => {
    if (typeof part !== 'string') return []
    const held = file[part]
    return Array.isArray(held) ? (held.length > 0 ? [] : [table]) : held ? [] : [table]
  })
  expect(empty).toEqual([])
  expect(file).toMatchObject({
    account: { username: person.username },
    notes: [{ note: `${MARK}-reflection_note-note` }],
  })
  expect((file.audit as object[]).length).toBeGreaterThan(0)
  const { guide, ...rest } = file
  expect(Object.keys(guide as object).filter((name) => !(name in rest))).toEqual(['file', 'leftOut'])
})

test('after the erasure no text of the person is left but what is said to stay', async () => {
  expect(await eraseAccount({ viewer: null, accountId: person.id, now })).toEqual({ status: 'erased' })
  const left: string[] = []
  for (const table of tables) {
    const name = getTableName(table)
    const holding = ownTables[name]
    for (const row of await reader.select().from(table)) {
      for (const [key, column] of Object.entries(getTableColumns(table))) {
        const value = (row as Record<string, unknown>)[key]
        const stays = holding && holding.erased !== 'deleted' && holding.erased.stays.includes(column.name)
        if (typeof value === 'string' && value.includes(MARK) && !stays) left.push(`${name}.${column.name}: ${value}`)
      }
    }
  }
  expect(left).toEqual([])
  for (const [name, { erased }] of Object.entries(ownTables)) {
    const table = tables.find((one) => getTableName(one) === name) as SQLiteTable
    const rows = await reader.select().from(table)
    expect([name, erased === 'deleted' ? rows.length === 0 : rows.length > 0]).toEqual([name, true])
  }
  expect(await reader.select().from(mail.mailMessage)).toEqual([])
})

test('nor is a name left in the free space of the file itself', async () => {
  await closeDatabase()
  const bytes = readFileSync(databaseFile()).toString('latin1')
  const searched = [
    `${MARK} the name`,
    `${MARK}@example.org`,
    person.username,
    `${MARK}-reflection_note-note`,
    `${MARK} in a draft`,
    `${MARK} device`,
  ]
  expect(searched.filter((text) => bytes.includes(text))).toEqual([])
})
