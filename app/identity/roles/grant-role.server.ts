import { and, eq } from 'drizzle-orm'
import { BrokenRule, Forbidden, NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { roleGrant } from '#db/schema/identity.ts'
import { placesOf, requireRuledPerson } from '../accounts/ruled-person-queries.server.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { isCountryCode } from '../places/countries.ts'
import { canAdministerPeople, canGrant, canGrantTo, type Grant, isGrantable, type Viewer } from '../viewer.ts'
import { grantNotOver } from './grant-in-force.server.ts'
import { periodsMeet } from './role-grant.ts'

/**
 * Gives an account a role over something, from `startsAt` (0 for at once) to before `expiresAt` (null for without a
 * planned end; both in milliseconds UTC). The caller has made sure that a course, programme or cohort exists.
 * Throws Forbidden for who administers nobody, NotFound when the person or what the role is over is out of the viewer's
 * reach, BrokenRule for a role that cannot be held over such a thing, and for a role given to oneself.
 */
export async function grantRole({
  viewer,
  accountId,
  grant: { role, scopeKind, scopeId },
  startsAt = 0,
  expiresAt = null,
  now,
}: {
  viewer: Viewer
  accountId: string
  grant: Grant
  startsAt?: number
  expiresAt?: number | null
  now: number
}): Promise<{ status: 'granted' } | { status: 'already-held' }> {
  if (!canAdministerPeople(viewer)) throw new Forbidden()
  if (accountId === viewer.accountId) throw new BrokenRule('a role given to oneself')
  const grant = { role, scopeKind, scopeId }
  if (!isGrantable(grant)) throw new BrokenRule(`${role} over ${scopeKind}`)
  if (scopeKind === 'country' && !isCountryCode(scopeId)) throw new NotFound()
  return await write(async (tx) => {
    await requireRuledPerson({ viewer, accountId, now, rule: canGrantTo }, tx)
    const [place = null] = await placesOf([grant], tx)
    if ((scopeKind === 'agency' && place === null) || !canGrant(viewer, grant, place)) throw new NotFound()
    const same = await tx
      .select({ startsAt: roleGrant.startsAt, expiresAt: roleGrant.expiresAt })
      .from(roleGrant)
      .where(
        and(
          eq(roleGrant.accountId, accountId),
          eq(roleGrant.role, role),
          eq(roleGrant.scopeKind, scopeKind),
          eq(roleGrant.scopeId, scopeId),
          grantNotOver(now),
        ),
      )
    if (same.some((held) => periodsMeet(held, { startsAt, expiresAt }))) return { status: 'already-held' }
    await tx.insert(roleGrant).values({
      id: newId(),
      accountId,
      ...grant,
      source: 'person',
      grantedBy: viewer.accountId,
      grantedAt: now,
      startsAt,
      expiresAt,
    })
    await recordAudit(
      {
        acts: [
          {
            action: 'role-granted',
            actorId: viewer.accountId,
            subject: { kind: 'account', id: accountId },
            facts: { ...grant, startsAt, expiresAt, source: 'person' },
          },
        ],
        now,
      },
      tx,
    )
    return { status: 'granted' }
  })
}
