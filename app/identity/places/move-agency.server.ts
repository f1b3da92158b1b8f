import { eq, sql } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { agency } from '#db/schema/identity.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { canMoveAgency, type Viewer } from '../viewer.ts'
import { type Agency, DEEPEST_AGENCY, depthOf, idsOfPath, isWithin } from './agency.ts'
import { isNameTaken } from './agency-name.server.ts'
import { findAgency } from './agency-queries.server.ts'
import { pathHolds } from './people-scope.server.ts'

/**
 * Puts an agency, with all that is below it, under another one of its country, or (`parentId` null) at the top. Who
 * holds a role over an agency above or below keeps it: it reaches what stands there now. Throws NotFound where the
 * viewer does not reach.
 */
export async function moveAgency({
  viewer,
  agencyId,
  parentId,
  now,
}: {
  viewer: Viewer
  agencyId: string
  parentId: string | null
  now: number
}): Promise<{ status: 'moved' | 'name-taken' | 'too-deep' | 'below-itself' | 'another-country' }> {
  return await write(async (tx) => {
    const moved = await findAgency(agencyId, tx)
    if (!moved) throw new NotFound()
    const formerParentId = idsOfPath(moved.path).at(-2) ?? null
    const top = { countryCode: moved.countryCode, path: '' }
    const from = formerParentId === null ? top : await findAgency(formerParentId, tx)
    const to = parentId === null ? top : await findAgency(parentId, tx)
    if (!to || !canMoveAgency(viewer, from, to)) throw new NotFound()
    if (formerParentId === parentId) return { status: 'moved' }
    if (to.countryCode !== moved.countryCode) return { status: 'another-country' }
    if (parentId !== null && isWithin(to, moved)) return { status: 'below-itself' }
    const [deepest] = await tx
      .select({ length: sql<number>`max(length(${agency.path}) - length(replace(${agency.path}, '/', '')))` })
      .from(agency)
      .where(pathHolds(agency.path, agencyId))
    // A path of n agencies has n + 1 slashes.
    const levels = (deepest?.length ?? 0) - depthOf(moved)
    if (depthOf(to) + levels > DEEPEST_AGENCY) return { status: 'too-deep' }
    const { name, countryCode } = moved
    if (await isNameTaken({ name, countryCode, parentId, except: agencyId }, tx)) return { status: 'name-taken' }
    await tx.update(agency).set({ parentId }).where(eq(agency.id, agencyId))
    await tx
      .update(agency)
      .set({ path: sql`${pathBelow(to, agencyId)} || substr(${agency.path}, ${moved.path.length + 1})` })
      .where(pathHolds(agency.path, agencyId))
    await recordAudit(
      {
        acts: [
          {
            action: 'agency-changed',
            actorId: viewer.accountId,
            subject: { kind: 'agency', id: agencyId },
            facts: { fields: ['parent'] },
          },
        ],
        now,
      },
      tx,
    )
    return { status: 'moved' }
  })
}

function pathBelow(parent: Pick<Agency, 'path'>, agencyId: string): string {
  return `${parent.path || '/'}${agencyId}/`
}
