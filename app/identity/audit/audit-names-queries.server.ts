import { inArray } from 'drizzle-orm'
import { Forbidden } from '#app/errors.ts'
import { reader } from '#db/client.server.ts'
import { inChunks } from '#db/in-chunks.ts'
import { account, agency } from '#db/schema/identity.ts'
import { isAdministrator, type Viewer } from '../viewer.ts'
import { readContent } from './audit-content.ts'
import type { StoredEntry } from './audit-queries.server.ts'
import { idsInFacts, namedKinds, type NamedKind } from './audit-words.ts'

/** The ids that some entries name, by kind. */
export type NamedIds = Record<NamedKind, string[]>

/** The people, agencies, cohorts, courses and programmes that entries name, each once. */
export function idsNamed(entries: readonly StoredEntry[]): NamedIds {
  const ids = Object.fromEntries(namedKinds.map((kind) => [kind, new Set<string>()])) as Record<NamedKind, Set<string>>
  for (const entry of entries) {
    if (entry.actorId !== null) ids.account.add(entry.actorId)
    const kind = namedKinds.find((one) => one === entry.subjectKind)
    if (kind && entry.subjectId !== '') ids[kind].add(entry.subjectId)
    for (const named of idsInFacts(readContent(entry.content)?.facts ?? {})) ids[named.kind].add(named.id)
  }
  return Object.fromEntries(namedKinds.map((kind) => [kind, [...ids[kind]]])) as NamedIds
}

export type AuditPerson = { username: string; displayName: string }

/**
 * People by account id, and names of agencies by id: one query each for a page of entries.
 * Throws Forbidden unless an administrator of the platform asks.
 */
export async function findAuditNames({
  viewer,
  ids,
}: {
  viewer: Viewer
  ids: Pick<NamedIds, 'account' | 'agency'>
}): Promise<{ people: Map<string, AuditPerson>; agencies: Map<string, string> }> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  const people = new Map<string, AuditPerson>()
  for (const some of inChunks(ids.account)) {
    const rows = await reader
      .select({ id: account.id, username: account.username, displayName: account.displayName })
      .from(account)
      .where(inArray(account.id, some))
    for (const { id, ...names } of rows) people.set(id, names)
  }
  const agencies = new Map<string, string>()
  for (const some of inChunks(ids.agency)) {
    const rows = await reader.select({ id: agency.id, name: agency.name }).from(agency).where(inArray(agency.id, some))
    for (const { id, name } of rows) agencies.set(id, name)
  }
  return { people, agencies }
}
