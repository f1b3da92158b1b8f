import { setImmediate as letOthersGoOn } from 'node:timers/promises'
import { and, asc, desc, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm'
import { Forbidden } from '#app/errors.ts'
import { reader } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { account } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import { isAdministrator, type Viewer } from '../viewer.ts'
import type { AuditHead } from './audit-proof.ts'
import { type AuditFilter, dayBegins, dayEnds } from './audit-filter.ts'

/** An entry as it is stored; `content` null once blotted out. */
export type StoredEntry = typeof auditEntry.$inferSelect

/** A filter with the person found; times in milliseconds UTC, `to` not included. */
export type AuditSearch = Pick<AuditFilter, 'action' | 'kind' | 'address'> & {
  accountId: string | null
  from: number | null
  to: number | null
}

export const ENTRIES_PER_PAGE = 50

/** Entries looked through in one query, and how many such queries one page may take. */
const AT_ONCE = 25_000
const MOST_LOOKS = 8

/** By how many entries the order of numbers may differ from that of time where a clock was set back. */
const CLOCK_SLACK = 25_000

/**
 * What a filter asks for; null when it names a person who does not exist. Throws Forbidden unless an administrator of
 * the platform asks.
 */
export async function findAuditSearch({
  viewer,
  filter,
}: {
  viewer: Viewer
  filter: AuditFilter
}): Promise<AuditSearch | null> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  const { person, action, kind, address } = filter
  const search = { action, kind, address, accountId: null, from: dayBegins(filter.from), to: dayEnds(filter.to) }
  if (person === '') return search
  const key = nameKey(person)
  const [found] = await reader
    .select({ id: account.id })
    .from(account)
    .where(or(eq(account.id, person), eq(account.usernameKey, key), eq(account.emailKey, key)))
  return found ? { ...search, accountId: found.id } : null
}

/**
 * A page of entries, the newest first, those before entry `before`. `older` is what `before` must be for the next page;
 * null when there are no more. A page may be short of entries although there are more, where nothing fits for very
 * long: the rest is looked for when the next page is asked for. The work of one page is bounded, however long the log.
 * Throws Forbidden unless an administrator of the platform asks.
 */
export async function findAuditEntries({
  viewer,
  search,
  before,
  atOnce = AT_ONCE,
}: {
  viewer: Viewer
  search: AuditSearch
  before: number | null
  atOnce?: number
}): Promise<{ entries: StoredEntry[]; older: number | null }> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  const { lowest, highest } = await findBounds(search)
  let upTo = Math.min(before ?? Number.MAX_SAFE_INTEGER, highest)
  let wide = atOnce
  const entries: StoredEntry[] = []
  for (let look = 0; look < MOST_LOOKS && upTo > lowest; look += 1) {
    const from = Math.max(lowest, upTo - wide)
    const found = await reader
      .select()
      .from(auditEntry)
      .where(and(gte(auditEntry.sequence, from), lt(auditEntry.sequence, upTo), matching(search)))
      .orderBy(desc(auditEntry.sequence))
      .limit(ENTRIES_PER_PAGE + 1 - entries.length)
    entries.push(...found)
    if (entries.length > ENTRIES_PER_PAGE) {
      return { entries: entries.slice(0, ENTRIES_PER_PAGE), older: entries[ENTRIES_PER_PAGE - 1]?.sequence ?? null }
    }
    upTo = from
    if (isIndexed(search)) wide *= 4
    await letOthersGoOn()
  }
  return { entries, older: upTo > lowest ? upTo : null }
}

/** All entries of a search in their order, in pieces, for exports. Throws Forbidden as above. */
export async function* auditEntries({
  viewer,
  search,
  upTo,
}: {
  viewer: Viewer
  search: AuditSearch
  /** The last entry to be given. */
  upTo: number
}): AsyncGenerator<StoredEntry[]> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  const atOnce = 2000
  const { lowest, highest } = await findBounds(search)
  for (let from = lowest; from < Math.min(highest, upTo + 1); from += atOnce) {
    const rows = await reader
      .select()
      .from(auditEntry)
      .where(
        and(
          gte(auditEntry.sequence, from),
          lt(auditEntry.sequence, Math.min(from + atOnce, upTo + 1)),
          matching(search),
        ),
      )
      .orderBy(asc(auditEntry.sequence))
    if (rows.length > 0) yield rows
    await letOthersGoOn()
  }
}

/** The last entry of the log, for the server's own log, which may be kept elsewhere; null for an empty one. */
export async function readAuditHead(): Promise<AuditHead | null> {
  const [head] = await lastEntry()
  return head ?? null
}

/** The last entry of the log, for noting down; null for an empty one. Throws Forbidden as above. */
export async function findAuditHead({ viewer }: { viewer: Viewer }): Promise<AuditHead | null> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  return await readAuditHead()
}

function lastEntry() {
  return reader
    .select({ sequence: auditEntry.sequence, hash: auditEntry.hash })
    .from(auditEntry)
    .orderBy(desc(auditEntry.sequence))
    .limit(1)
}

/** Whether an index leads to what is asked for, and little beside it. */
function isIndexed({ accountId, action, kind, address }: AuditSearch): boolean {
  return accountId !== null || (action !== null && kind === null && address === '')
}

/** Between which numbers (`highest` not included) all that is asked for stands: days are found by their index. */
async function findBounds({ from, to }: AuditSearch): Promise<{ lowest: number; highest: number }> {
  const [last] = await lastEntry()
  const end = (last?.sequence ?? 0) + 1
  const nearest = async (where: SQL, order: SQL[]) => {
    const [row] = await reader
      .select({ sequence: auditEntry.sequence })
      .from(auditEntry)
      .where(where)
      .orderBy(...order)
      .limit(1)
    return row?.sequence ?? null
  }
  const first =
    from === null ? 1 : await nearest(gte(auditEntry.at, from), [asc(auditEntry.at), asc(auditEntry.sequence)])
  const latest =
    to === null ? end : await nearest(lt(auditEntry.at, to), [desc(auditEntry.at), desc(auditEntry.sequence)])
  if (first === null || latest === null) return { lowest: 1, highest: 1 }
  return {
    lowest: from === null ? 1 : Math.max(1, first - CLOCK_SLACK),
    highest: to === null ? end : Math.min(end, latest + 1 + CLOCK_SLACK),
  }
}

function matching({ accountId, action, kind, from, to, address }: AuditSearch): SQL | undefined {
  return and(
    accountId === null
      ? undefined
      : or(
          eq(auditEntry.actorId, accountId),
          and(eq(auditEntry.subjectId, accountId), eq(auditEntry.subjectKind, 'account')),
        ),
    action === null ? undefined : eq(auditEntry.action, action),
    kind === null ? undefined : eq(auditEntry.subjectKind, kind),
    from === null ? undefined : gte(auditEntry.at, from),
    to === null ? undefined : lt(auditEntry.at, to),
    // The address stands first in the content.
    address === '' ? undefined : sql`${auditEntry.content} like ${`{"address":"${escaped(address)}%`} escape '\\'`,
  )
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
