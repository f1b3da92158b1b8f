import { and, asc, eq, gt, or, type SQL } from 'drizzle-orm'
import { CSV_START, csvLine } from '#app/csv/write-csv.ts'
import { Forbidden } from '#app/errors.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { reader, write } from '#db/client.server.ts'
import { account, agency } from '#db/schema/identity.ts'
import type { PeopleFilter } from '../accounts/people-filter.ts'
import { peopleWhere } from '../accounts/people-where.server.ts'
import { findRuledPeople } from '../accounts/ruled-people-queries.server.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { listNamedAgencies } from '../places/agency-queries.server.ts'
import { peopleWithin } from '../places/people-scope.server.ts'
import { administeredPeople, canAdministerAccount, canAdministerPeople, type Viewer } from '../viewer.ts'
import { agencyNamer } from './find-agency.ts'
import { columnNames, type PeopleColumn, peopleColumns } from './people-file.ts'

const ROWS_AT_ONCE = 1000

type AskedPeople = { viewer: Viewer; filter: PeopleFilter; now: number }

/**
 * The people of a list whom the viewer administers, as a file that importing reads back: piece by piece, a thousand rows
 * in memory at a time. How many are taken along is recorded before the first leaves. `now` in milliseconds UTC. Throws
 * Forbidden for who administers nobody.
 */
export async function exportPeople({ t, ...asked }: AskedPeople & { t: Translate }): Promise<AsyncGenerator<string>> {
  const { viewer, now } = asked
  if (!canAdministerPeople(viewer)) throw new Forbidden()
  let rows = 0
  for await (const some of peopleRows(asked)) rows += some.length
  const subject = { kind: 'platform', id: '' } as const
  const act = { action: 'people-exported', actorId: viewer.accountId, subject, facts: { rows } } as const
  await write((tx) => recordAudit({ acts: [act], now }, tx))
  return peopleCsv(asked, t)
}

async function* peopleCsv(asked: AskedPeople, t: Translate): AsyncGenerator<string> {
  const nameOf = agencyNamer(await listNamedAgencies())
  yield CSV_START + csvLine(peopleColumns.map((column) => t(columnNames[column])))
  for await (const rows of peopleRows(asked)) yield rows.map((row) => csvLine(cellsOf(row, nameOf))).join('')
}

type Row = {
  id: string
  username: string
  displayName: string
  email: string | null
  agencyId: string | null
  countryCode: string | null
}

function cellsOf(row: Row, nameOf: (agencyId: string) => string): (string | null)[] {
  const cells: Record<PeopleColumn, string | null> = {
    username: row.username,
    name: row.displayName,
    email: row.email,
    agency: row.agencyId === null ? null : nameOf(row.agencyId),
    country: row.countryCode,
  }
  return peopleColumns.map((column) => cells[column])
}

/** By name, then by id, so that whoever changes meanwhile is neither left out nor given twice. */
async function* peopleRows({ viewer, filter, now }: AskedPeople): AsyncGenerator<Row[]> {
  const where = and(peopleWhere({ viewer, filter, now }), peopleWithin(administeredPeople(viewer)))
  let after: SQL | undefined
  for (;;) {
    const rows = await reader
      .select({
        id: account.id,
        username: account.username,
        displayName: account.displayName,
        email: account.email,
        agencyId: account.agencyId,
        countryCode: agency.countryCode,
      })
      .from(account)
      .leftJoin(agency, eq(agency.id, account.agencyId))
      .where(and(where, after))
      .orderBy(asc(account.displayName), asc(account.id))
      .limit(ROWS_AT_ONCE)
    const ruled = await findRuledPeople({ accountIds: rows.map(({ id }) => id), now }, reader)
    const administered = rows.filter(({ id }) => {
      const person = ruled.get(id)
      return person !== undefined && canAdministerAccount(viewer, person)
    })
    if (administered.length > 0) yield administered
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_AT_ONCE) return
    after = or(
      gt(account.displayName, last.displayName),
      and(eq(account.displayName, last.displayName), gt(account.id, last.id)),
    )
  }
}
