import { asc, count, eq } from 'drizzle-orm'
import { Forbidden } from '#app/errors.ts'
import { reader } from '#db/client.server.ts'
import { account, agency } from '#db/schema/identity.ts'
import type { Agency } from './agency.ts'
import { isAdministrator, type Viewer } from '#app/identity/viewer.ts'

/** Every agency, for people to say where they work. Names of agencies are no secret; who works there is. */
export async function listAgencies(): Promise<Agency[]> {
  return await reader
    .select({ id: agency.id, name: agency.name, countryCode: agency.countryCode })
    .from(agency)
    .orderBy(asc(agency.countryCode), asc(agency.name))
}

/** Every agency with the number of its accounts. Throws Forbidden unless an administrator asks. */
export async function countPeopleByAgency({ viewer }: { viewer: Viewer }): Promise<(Agency & { people: number })[]> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  return await reader
    .select({ id: agency.id, name: agency.name, countryCode: agency.countryCode, people: count(account.id) })
    .from(agency)
    .leftJoin(account, eq(account.agencyId, agency.id))
    .groupBy(agency.id, agency.name, agency.countryCode)
    .orderBy(asc(agency.countryCode), asc(agency.name))
}
