import { eq } from 'drizzle-orm'
import { Forbidden } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { agency } from '#db/schema/identity.ts'
import { nameKey } from '#app/identity/accounts/account.ts'
import { isAdministrator, type Viewer } from '#app/identity/viewer.ts'

/**
 * Adds an agency to a country (ISO 3166-1 alpha-2). Names that differ in capitals only are the same.
 * Throws Forbidden unless an administrator asks.
 */
export async function createAgency({
  viewer,
  countryCode,
  name,
  now,
}: {
  viewer: Viewer
  countryCode: string
  name: string
  now: number
}): Promise<{ status: 'created'; agencyId: string } | { status: 'name-taken' }> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  const agencyId = newId()
  return await write(async (tx) => {
    const inCountry = await tx.select({ name: agency.name }).from(agency).where(eq(agency.countryCode, countryCode))
    if (inCountry.some((other) => nameKey(other.name) === nameKey(name))) return { status: 'name-taken' }
    await tx.insert(agency).values({ id: agencyId, countryCode, name, createdAt: now })
    return { status: 'created', agencyId }
  })
}
