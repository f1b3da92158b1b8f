import { and, eq, isNull } from 'drizzle-orm'
import { Forbidden, NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { roleGrant } from '#db/schema/identity.ts'
import { administratorExists } from './administrators.server.ts'
import { isAdministrator, type Viewer } from '#app/identity/viewer.ts'

/**
 * Ends a role from now on; that it was held stays on record. The last administrator keeps theirs.
 * Throws Forbidden unless an administrator asks, NotFound when this account holds no such grant.
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
  if (!isAdministrator(viewer)) throw new Forbidden()
  return await write(async (tx) => {
    const [grant] = await tx
      .select({ role: roleGrant.role })
      .from(roleGrant)
      .where(and(eq(roleGrant.id, grantId), eq(roleGrant.accountId, accountId), isNull(roleGrant.endedAt)))
    if (!grant) throw new NotFound()
    if (grant.role === 'administrator' && !(await administratorExists({ except: accountId }, tx))) {
      return { status: 'last-administrator' }
    }
    await tx.update(roleGrant).set({ endedAt: now }).where(eq(roleGrant.id, grantId))
    return { status: 'withdrawn' }
  })
}
