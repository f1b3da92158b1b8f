import { eq } from 'drizzle-orm'
import { Forbidden, NotFound } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { isAdministrator, type Viewer } from '#app/identity/viewer.ts'

/**
 * Lets a suspended account sign in again, with the roles it held. Throws Forbidden unless an administrator asks,
 * NotFound without such an account.
 */
export async function restoreAccount({ viewer, accountId }: { viewer: Viewer; accountId: string }): Promise<void> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  await write(async (tx) => {
    const restored = await tx
      .update(account)
      .set({ suspendedAt: null })
      .where(eq(account.id, accountId))
      .returning({ id: account.id })
    if (restored.length === 0) throw new NotFound()
  })
}
