import { eq } from 'drizzle-orm'
import { Forbidden, NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { administratorExists } from '#app/identity/roles/administrators.server.ts'
import { deleteSessionsOf } from '#app/identity/sign-in/sessions.server.ts'
import { isAdministrator, type Viewer } from '#app/identity/viewer.ts'

/**
 * Bars an account from signing in and ends its sessions; nothing of its record is lost. The last administrator cannot
 * be suspended. Throws Forbidden unless an administrator asks, NotFound without such an account.
 */
export async function suspendAccount({
  viewer,
  accountId,
  now,
}: {
  viewer: Viewer
  accountId: string
  now: number
}): Promise<{ status: 'suspended' } | { status: 'last-administrator' }> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  return await write(async (tx) => {
    const [person] = await tx
      .select({ suspendedAt: account.suspendedAt })
      .from(account)
      .where(eq(account.id, accountId))
    if (!person) throw new NotFound()
    if (!(await administratorExists({ except: accountId }, tx))) return { status: 'last-administrator' }
    if (person.suspendedAt === null) {
      await tx.update(account).set({ suspendedAt: now }).where(eq(account.id, accountId))
    }
    await deleteSessionsOf({ accountId }, tx)
    return { status: 'suspended' }
  })
}
