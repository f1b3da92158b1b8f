import { and, asc, count, eq, inArray } from 'drizzle-orm'
import { type Reader, reader } from '#db/client.server.ts'
import { account, agency } from '#db/schema/identity.ts'
import { isPresent } from '../accounts/present-account.server.ts'
import { administeredPeople, type PeopleScope, supervisedPeople, type Viewer } from '../viewer.ts'
import { type Agency, idsOfPath, type InTree, inTreeOrder } from './agency.ts'
import { peopleWithin } from './people-scope.server.ts'

const columns = { id: agency.id, name: agency.name, countryCode: agency.countryCode, path: agency.path }

/** Every agency, for people to say where they work. Names of agencies are no secret; who works there is. */
export async function listAgencies(): Promise<Agency[]> {
  return await reader.select(columns).from(agency).orderBy(asc(agency.countryCode), asc(agency.name))
}

/** The same with the names of those they are a part of. */
export async function listNamedAgencies(): Promise<InTree<Agency>[]> {
  return inTreeOrder(await listAgencies(), 'en')
}

const within = async (scope: PeopleScope) => await reader.select(columns).from(agency).where(peopleWithin(scope))

/** The agencies whose people this person administers, for accounts to be opened at and moved to. */
export async function listAdministeredAgencies({ viewer }: { viewer: Viewer }): Promise<Agency[]> {
  return await within(administeredPeople(viewer))
}

/** The agencies whose people this person finds in lists. */
export async function listSupervisedAgencies({ viewer }: { viewer: Viewer }): Promise<Agency[]> {
  return await within(supervisedPeople(viewer))
}

/** `own` people work at the agency itself; `people` there or at an agency below it. */
export type CountedAgency = Agency & { own: number; people: number }

/** The agencies this person administers, with how many accounts each has. Empty for who administers nobody. */
export async function countPeopleByAgency({ viewer }: { viewer: Viewer }): Promise<CountedAgency[]> {
  const rows = await reader
    .select({ ...columns, own: count(account.id) })
    .from(agency)
    .leftJoin(account, and(eq(account.agencyId, agency.id), isPresent))
    .where(peopleWithin(administeredPeople(viewer)))
    .groupBy(agency.id, agency.name, agency.countryCode, agency.path)
  const people = new Map<string, number>()
  for (const { path, own } of rows) {
    for (const id of idsOfPath(path)) people.set(id, (people.get(id) ?? 0) + own)
  }
  return rows.map((row) => ({ ...row, people: people.get(row.id) ?? row.own }))
}

/** An agency as the rules look at it; null when there is none. Ask inside the change that depends on it. */
export async function findAgency(agencyId: string, db: Pick<Reader, 'select'>): Promise<Agency | null> {
  const [found] = await db.select(columns).from(agency).where(eq(agency.id, agencyId))
  return found ?? null
}

/** The name of an agency after those it is a part of, from the top. */
export async function nameInFull({ name, path }: Pick<Agency, 'name' | 'path'>): Promise<string> {
  const above = idsOfPath(path).slice(0, -1)
  if (above.length === 0) return name
  const rows = await reader.select({ id: agency.id, name: agency.name }).from(agency).where(inArray(agency.id, above))
  return [...above.flatMap((id) => rows.find((row) => row.id === id)?.name ?? []), name].join(' › ')
}
