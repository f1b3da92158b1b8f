import { Forbidden } from '#app/errors.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { addAccount } from '../accounts/add-account.server.ts'
import { applyAccountChange } from '../accounts/change-account.server.ts'
import type { AuditAct } from '../audit/audit.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { findAgency } from '../places/agency-queries.server.ts'
import { NO_PASSWORD } from '../sign-in/passwords.server.ts'
import { canAdministerPeople, canPlacePeopleAt, type Viewer } from '../viewer.ts'
import { prepareImport } from './import-setting.server.ts'
import { type ImportSetting, loadImportWorld } from './import-world-queries.server.ts'
import type { PeopleRow } from './people-file.ts'
import { planRow, type RowChange, type RowPlan } from './plan-rows.ts'
import { countOutcomes, type PlannedRow, type RefusalReason } from './planned-row.ts'

/** Rows of one change: others' changes wait for it. */
const ROWS_AT_ONCE = 100

const reasons = {
  'username-taken': 'username-not-yours',
  'email-taken': 'email-taken',
  'agency-unknown': 'agency-unknown',
} as const satisfies Record<string, RefusalReason>

/**
 * Opens and changes accounts as the rows say, a hundred at a time, and tells what became of each row. Everything is
 * looked at again when it is done, whatever a rehearsal said. A row that is refused stops no other; importing the same
 * rows again changes nothing; nobody who is not in them is touched. New accounts have no password: cards let their
 * people in. `now` in milliseconds UTC. Throws Forbidden for who administers nobody.
 */
export async function importPeople({
  rows,
  ...asked
}: {
  viewer: Viewer
  rows: readonly PeopleRow[]
  locale: string
  now: number
}): Promise<PlannedRow[]> {
  const { viewer, now } = asked
  if (!canAdministerPeople(viewer)) throw new Forbidden()
  const setting = await prepareImport(asked)
  const done: PlannedRow[] = []
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const chunk = rows.slice(start, start + ROWS_AT_ONCE)
    const isLast = start + ROWS_AT_ONCE >= rows.length
    await write(async (tx) => {
      const became = await importRows(chunk, setting, tx)
      done.push(...became)
      if (isLast) await recordImport({ viewer, done, now }, tx)
    })
  }
  return done
}

async function importRows(rows: readonly PeopleRow[], setting: ImportSetting, tx: Transaction): Promise<PlannedRow[]> {
  const { viewer, now } = setting
  const world = await loadImportWorld({ ...setting, rows }, tx)
  const became: PlannedRow[] = []
  const created: string[] = []
  for (const row of rows) {
    const plan = planRow(row, world)
    const result = await carryOut(plan, setting, tx)
    if (result.outcome === 'created' && result.accountId) created.push(result.accountId)
    became.push(result)
  }
  const acts = created.map((accountId): AuditAct => ({
    action: 'account-created',
    actorId: viewer.accountId,
    subject: { kind: 'account', id: accountId },
    facts: { way: 'import' },
  }))
  await recordAudit({ acts, now }, tx)
  return became
}

async function carryOut({ row, change }: RowPlan, setting: ImportSetting, tx: Transaction): Promise<PlannedRow> {
  if (!change) return row
  const { viewer, now } = setting
  const refuse = (status: keyof typeof reasons): PlannedRow => {
    const { line, username } = row
    return { line, username, outcome: 'refused', reason: reasons[status] }
  }
  if (row.outcome === 'changed') {
    const { username: _typed, ...fields } = change
    const changed = await applyAccountChange({ viewer, accountId: row.accountId, change: fields, now }, tx)
    return changed.status === 'changed' ? row : refuse(changed.status)
  }
  if (row.outcome !== 'created') return row
  const added = await openAccount(change, setting, tx)
  return added.status === 'created' ? { ...row, accountId: added.accountId } : refuse(added.status)
}

async function openAccount(change: RowChange, { viewer, now }: ImportSetting, tx: Transaction) {
  const { username, displayName = '', email = null, agencyId = null } = change
  // The agency may have gone elsewhere since the file began to be read.
  const place = agencyId === null ? null : await findAgency(agencyId, tx)
  if (!canPlacePeopleAt(viewer, place)) return { status: 'agency-unknown' as const }
  return await addAccount({ username, displayName, email, agencyId, passwordHash: NO_PASSWORD, now }, tx)
}

async function recordImport(
  { viewer, done, now }: { viewer: Viewer; done: readonly PlannedRow[]; now: number },
  tx: Transaction,
): Promise<void> {
  const subject = { kind: 'platform', id: '' } as const
  await recordAudit(
    {
      acts: [{ action: 'people-imported', actorId: viewer.accountId, subject, facts: countOutcomes(done) }],
      now,
    },
    tx,
  )
}
