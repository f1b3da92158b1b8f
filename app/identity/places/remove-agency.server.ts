import { and, eq } from 'drizzle-orm'
import { NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { account, agency, roleGrant } from '#db/schema/identity.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { grantNotOver } from '../roles/grant-in-force.server.ts'
import { canMoveAgency, type Viewer } from '../viewer.ts'
import { idsOfPath } from './agency.ts'
import { findAgency } from './agency-queries.server.ts'

/**
 * Takes away an agency that was added by mistake or is no more. One where somebody works or worked whose record is kept,
 * with agencies below it, or over which a role is held, stays. Throws NotFound where the viewer does not reach.
 */
export async function removeAgency({
  viewer,
  agencyId,
  now,
}: {
  viewer: Viewer
  agencyId: string
  now: number
}): Promise<{ status: 'removed'; name: string } | { status: 'in-use' }> {
  return await write(async (tx) => {
    const found = await findAgency(agencyId, tx)
    if (!found) throw new NotFound()
    const parentId = idsOfPath(found.path).at(-2)
    const from = parentId === undefined ? { countryCode: found.countryCode, path: '' } : await findAgency(parentId, tx)
    if (!canMoveAgency(viewer, from, null)) throw new NotFound()
    const uses = [
      await tx.$count(account, eq(account.agencyId, agencyId)),
      await tx.$count(agency, eq(agency.parentId, agencyId)),
      await tx.$count(
        roleGrant,
        and(eq(roleGrant.scopeKind, 'agency'), eq(roleGrant.scopeId, agencyId), grantNotOver(now)),
      ),
    ]
    if (uses.some((use) => use > 0)) return { status: 'in-use' }
    await tx.delete(agency).where(eq(agency.id, agencyId))
    await recordAudit(
      {
        acts: [
          {
            action: 'agency-changed',
            actorId: viewer.accountId,
            subject: { kind: 'agency', id: agencyId },
            facts: { fields: ['removed'] },
          },
        ],
        now,
      },
      tx,
    )
    return { status: 'removed', name: found.name }
  })
}
