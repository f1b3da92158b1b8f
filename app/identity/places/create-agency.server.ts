import { Forbidden, NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { agency } from '#db/schema/identity.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { canAddAgency, canAdministerPeople, type Viewer } from '../viewer.ts'
import { DEEPEST_AGENCY, depthOf } from './agency.ts'
import { isNameTaken } from './agency-name.server.ts'
import { findAgency } from './agency-queries.server.ts'
import { isCountryCode } from './countries.ts'

/**
 * Adds an agency at the top of a country (ISO 3166-1 alpha-2), or below another agency. Throws Forbidden for who
 * administers nobody, NotFound where the viewer does not reach or nothing is.
 */
export async function createAgency({
  viewer,
  under,
  name,
  now,
}: {
  viewer: Viewer
  under: { countryCode: string } | { parentId: string }
  name: string
  now: number
}): Promise<{ status: 'created'; agencyId: string } | { status: 'name-taken' | 'too-deep' }> {
  if (!canAdministerPeople(viewer)) throw new Forbidden()
  const agencyId = newId()
  return await write(async (tx) => {
    const parent = 'parentId' in under ? await findAgency(under.parentId, tx) : null
    const place = parent ?? ('countryCode' in under && isCountryCode(under.countryCode) ? { ...under, path: '' } : null)
    if (!place || !canAddAgency(viewer, place)) throw new NotFound()
    if (depthOf(place) >= DEEPEST_AGENCY) return { status: 'too-deep' }
    const { countryCode } = place
    const parentId = parent?.id ?? null
    if (await isNameTaken({ name, countryCode, parentId }, tx)) return { status: 'name-taken' }
    const path = `${parent?.path ?? '/'}${agencyId}/`
    await tx.insert(agency).values({ id: agencyId, countryCode, name, parentId, path, createdAt: now })
    await recordAudit(
      {
        acts: [
          {
            action: 'agency-created',
            actorId: viewer.accountId,
            subject: { kind: 'agency', id: agencyId },
            facts: { countryCode, parentId },
          },
        ],
        now,
      },
      tx,
    )
    return { status: 'created', agencyId }
  })
}
