import { and, eq } from 'drizzle-orm'
import { Forbidden, NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { roleGrant } from '#db/schema/identity.ts'
import { requireRuledPerson } from '../accounts/ruled-person-queries.server.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { canAdministerAccount, canAdministerPeople, type Viewer } from '../viewer.ts'
import { lastingAdministratorExists } from './administrators.server.ts'
import { grantNotOver } from './grant-in-force.server.ts'

/**
 * Ends a role from now on, or keeps one from beginning; that it was given stays on record, with who took it away. The
 * last administrator whose role has no planned end keeps it. Throws Forbidden for who administers nobody, NotFound for
 * a person out of the viewer's reach, and when this account holds no such grant.
 */
export async function withdrawRole({
  viewer,
  accountId,
  grantId,
  now,
}: {
  viewer: Viewer
  accountId: string
  grantId: string
  now: number
}): Promise<{ status: 'withdrawn' } | { status: 'last-administrator' }> {
  if (!canAdministerPeople(viewer)) throw new Forbidden()
  return await write(async (tx) => {
    // Whose account one administers holds no role beyond one's reach, so that every one of them may be withdrawn.
    await requireRuledPerson({ viewer, accountId, now, rule: canAdministerAccount }, tx)
    const [grant] = await tx
      .select({
        role: roleGrant.role,
        scopeKind: roleGrant.scopeKind,
        scopeId: roleGrant.scopeId,
        source: roleGrant.source,
      })
      .from(roleGrant)
      .where(and(eq(roleGrant.id, grantId), eq(roleGrant.accountId, accountId), grantNotOver(now)))
    if (!grant) throw new NotFound()
    const isOverPlatform = grant.role === 'administrator' && grant.scopeKind === 'platform'
    if (isOverPlatform && !(await lastingAdministratorExists({ exceptGrant: grantId, now }, tx))) {
      return { status: 'last-administrator' }
    }
    await tx.update(roleGrant).set({ endedAt: now, endedBy: viewer.accountId }).where(eq(roleGrant.id, grantId))
    await recordAudit(
      {
        acts: [
          {
            action: 'role-withdrawn',
            actorId: viewer.accountId,
            subject: { kind: 'account', id: accountId },
            facts: grant,
          },
        ],
        now,
      },
      tx,
    )
    return { status: 'withdrawn' }
  })
}
