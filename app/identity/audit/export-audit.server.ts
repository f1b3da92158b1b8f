import { csvLine, CSV_START, type CsvValue } from '#app/csv/write-csv.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import type { Translator } from '#app/i18n/translator.ts'
import { write } from '#db/client.server.ts'
import type { Viewer } from '../viewer.ts'
import { readContent } from './audit-content.ts'
import { type AuditPerson, findAuditNames, idsNamed } from './audit-names-queries.server.ts'
import { writeHead } from './audit-proof.ts'
import { auditEntries, type AuditSearch, findAuditHead, type StoredEntry } from './audit-queries.server.ts'
import { actionText } from './audit-words.ts'
import { recordAudit } from './record-audit.server.ts'

type Row = { entry: StoredEntry; people: Map<string, AuditPerson>; translator: Translator }
type Column = { header: MessageKey; value: (row: Row) => CsvValue }

const columns: readonly Column[] = [
  { header: 'audit.csv.sequence', value: ({ entry }) => entry.sequence },
  { header: 'audit.csv.at', value: ({ entry }) => new Date(entry.at).toISOString() },
  { header: 'audit.csv.actorId', value: ({ entry }) => entry.actorId },
  { header: 'audit.csv.actor', value: ({ entry, people }) => people.get(entry.actorId ?? '')?.username ?? null },
  { header: 'audit.csv.action', value: ({ entry }) => entry.action },
  { header: 'audit.csv.what', value: ({ entry, translator }) => actionText(entry.action, translator) },
  { header: 'audit.csv.subjectKind', value: ({ entry }) => entry.subjectKind },
  { header: 'audit.csv.subjectId', value: ({ entry }) => entry.subjectId },
  {
    header: 'audit.csv.subject',
    value: ({ entry, people }) =>
      entry.subjectKind === 'account' ? (people.get(entry.subjectId)?.username ?? null) : null,
  },
  { header: 'audit.csv.address', value: ({ entry }) => readContent(entry.content)?.address ?? null },
  { header: 'audit.csv.content', value: ({ entry }) => entry.content },
  { header: 'audit.csv.salt', value: ({ entry }) => entry.salt },
  { header: 'audit.csv.contentHash', value: ({ entry }) => entry.contentHash },
  { header: 'audit.csv.head', value: ({ entry }) => writeHead(entry) },
]

/**
 * What a search finds as CSV, piece by piece, in the order of the log, up to the entry that is the last one now. That
 * it was taken away is recorded before the first piece is read. The last column is what `audit:verify --expect` takes:
 * a file kept elsewhere proves that the log was not changed since. Throws Forbidden unless an administrator of the
 * platform asks. `now` in milliseconds UTC.
 */
export async function exportAudit({
  viewer,
  search,
  now,
  translator,
}: {
  viewer: Viewer
  search: AuditSearch
  now: number
  translator: Translator
}): Promise<AsyncGenerator<string>> {
  const head = await findAuditHead({ viewer })
  const upTo = head?.sequence ?? 0
  const filtered = Object.values(search).some((asked) => asked !== null && asked !== '')
  const subject = { kind: 'platform', id: '' } as const
  await write((tx) =>
    recordAudit(
      { acts: [{ action: 'audit-exported', actorId: viewer.accountId, subject, facts: { upTo, filtered } }], now },
      tx,
    ),
  )
  return pieces({ viewer, search, upTo, translator })
}

async function* pieces({
  viewer,
  search,
  upTo,
  translator,
}: {
  viewer: Viewer
  search: AuditSearch
  upTo: number
  translator: Translator
}): AsyncGenerator<string> {
  yield CSV_START + csvLine(columns.map(({ header }) => translator.t(header)))
  for await (const entries of auditEntries({ viewer, search, upTo })) {
    const { people } = await findAuditNames({ viewer, ids: { account: idsNamed(entries).account, agency: [] } })
    yield entries.map((entry) => csvLine(columns.map(({ value }) => value({ entry, people, translator })))).join('')
  }
}
