import { and, eq } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { reflectionNote } from '#db/schema/progress.ts'

/**
 * Deletes a note that its writer was shown as it stood at `seen`. 'changed' when it is a newer one by now: nothing is
 * deleted then. A note that is gone already counts as deleted.
 */
export async function deleteReflectionNote({
  accountId,
  reflectionId,
  seen,
}: {
  accountId: string
  reflectionId: string
  seen: number
}): Promise<{ status: 'deleted' | 'changed' }> {
  const own = and(eq(reflectionNote.accountId, accountId), eq(reflectionNote.reflectionId, reflectionId))
  return await write(async (tx) => {
    const kept = await tx.select({ updatedAt: reflectionNote.updatedAt }).from(reflectionNote).where(own).get()
    if (kept && kept.updatedAt !== seen) return { status: 'changed' }
    await tx.delete(reflectionNote).where(own)
    return { status: 'deleted' }
  })
}
