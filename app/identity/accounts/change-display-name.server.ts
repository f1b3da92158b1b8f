import { eq } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import type { Viewer } from '#app/identity/viewer.ts'

/** Changes the name that others see of the viewer. */
export async function changeDisplayName({
  viewer,
  displayName,
}: {
  viewer: Viewer
  displayName: string
}): Promise<void> {
  await write(async (tx) => {
    await tx.update(account).set({ displayName }).where(eq(account.id, viewer.accountId))
  })
}
