import { and, eq, isNull } from 'drizzle-orm'
import { BrokenRule, Forbidden, NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { account, roleGrant } from '#db/schema/identity.ts'
import { isGrantable } from './role-grant.ts'
import { type Grant, isAdministrator, type Viewer } from '#app/identity/viewer.ts'

/**
 * Gives an account a role over something, from now on. The caller has made sure that the thing exists.
 * Throws Forbidden unless an administrator asks, NotFound without such an account, BrokenRule for a role that cannot be
 * held over such a thing.
 */
export async function grantRole({
  viewer,
  accountId,
  grant: { role, scopeKind, scopeId },
  now,
}: {
  viewer: Viewer
  accountId: string
  grant: Grant
  now: number
}): Promise<{ status: 'granted' } | { status: 'already-held' }> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  if (!isGrantable({ role, scopeKind, scopeId })) throw new BrokenRule(`${role} over ${scopeKind}`)
  return await write(async (tx) => {
    const [person] = await tx.select({ id: account.id }).from(account).where(eq(account.id, accountId))
    if (!person) throw new NotFound()
    const [held] = await tx
      .select({ id: roleGrant.id })
      .from(roleGrant)
      .where(
        and(
          eq(roleGrant.accountId, accountId),
          eq(roleGrant.role, role),
          eq(roleGrant.scopeKind, scopeKind),
          eq(roleGrant.scopeId, scopeId),
          isNull(roleGrant.endedAt),
        ),
      )
    if (held) return { status: 'already-held' }
    await tx.insert(roleGrant).values({
      id: newId(),
      accountId,
      role,
      scopeKind,
      scopeId,
      grantedBy: viewer.accountId,
      grantedAt: now,
    })
    return { status: 'granted' }
  })
}
