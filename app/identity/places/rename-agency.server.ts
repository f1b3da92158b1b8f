import { eq } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { agency } from '#db/schema/identity.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { canChangeAgency, type Viewer } from '../viewer.ts'
import { idsOfPath } from './agency.ts'
import { isNameTaken } from './agency-name.server.ts'
import { findAgency } from './agency-queries.server.ts'

/** Gives an agency another name. Throws NotFound for one that the viewer does not reach. */
export async function renameAgency({
  viewer,
  agencyId,
  name,
  now,
}: {
  viewer: Viewer
  agencyId: string
  name: string
  now: number
}): Promise<{ status: 'renamed' | 'name-taken' }> {
  return await write(async (tx) => {
    const found = await findAgency(agencyId, tx)
    if (!found || !canChangeAgency(viewer, found)) throw new NotFound()
    if (found.name === name) return { status: 'renamed' }
    const parentId = idsOfPath(found.path).at(-2) ?? null
    if (await isNameTaken({ name, countryCode: found.countryCode, parentId, except: agencyId }, tx)) {
      return { status: 'name-taken' }
    }
    await tx.update(agency).set({ name }).where(eq(agency.id, agencyId))
    await recordAudit(
      {
        acts: [
          {
            action: 'agency-changed',
            actorId: viewer.accountId,
            subject: { kind: 'agency', id: agencyId },
            facts: { fields: ['name'] },
          },
        ],
        now,
      },
      tx,
    )
    return { status: 'renamed' }
  })
}
