import { asc } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { agency } from '#db/schema/identity.ts'
import { administeredPeople, type Viewer } from '../viewer.ts'
import type { Agency } from './agency.ts'
import { peopleWithin } from './people-scope.server.ts'

/** The agencies whose people the viewer administers, by country and name: where they may open accounts. */
export async function listAdministeredAgencies({ viewer }: { viewer: Viewer }): Promise<Agency[]> {
  return await reader
    .select({ id: agency.id, name: agency.name, countryCode: agency.countryCode })
    .from(agency)
    .where(peopleWithin(administeredPeople(viewer)))
    .orderBy(asc(agency.countryCode), asc(agency.name))
}
