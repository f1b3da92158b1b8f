import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { type Reader, reader, type Transaction, write } from '#db/client.server.ts'
import { setupToken } from '#db/schema/credentials.ts'
import { administratorExists } from '#app/identity/roles/administrators.server.ts'

const VALID_FOR = 24 * 60 * 60 * 1000

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * The secret of a link that creates the first administrator within 24 hours, once. Replaces earlier ones that were not
 * used; only its hash is stored. Null when there is an administrator already.
 */
export async function issueSetupToken({ now }: { now: number }): Promise<string | null> {
  const token = randomBytes(32).toString('base64url')
  return await write(async (tx) => {
    if (await administratorExists({ now }, tx)) return null
    await tx.delete(setupToken).where(isNull(setupToken.usedAt))
    await tx.insert(setupToken).values({ tokenHash: hashOf(token), createdAt: now, expiresAt: now + VALID_FOR })
    return token
  })
}

/** Whether the link still works: known, not used, not too old, and nobody administers yet. */
export async function isSetupTokenUsable(
  { token, now }: { token: string; now: number },
  db: Pick<Reader, 'select'> = reader,
): Promise<boolean> {
  const [found] = await db
    .select({ tokenHash: setupToken.tokenHash })
    .from(setupToken)
    .where(and(eq(setupToken.tokenHash, hashOf(token)), isNull(setupToken.usedAt), gt(setupToken.expiresAt, now)))
  return found !== undefined && !(await administratorExists({ now }, db))
}

/** Uses the link up as part of the change it is for. Ask first, in the same change, whether it works. */
export async function useUpSetupToken({ token, now }: { token: string; now: number }, tx: Transaction): Promise<void> {
  await tx
    .update(setupToken)
    .set({ usedAt: now })
    .where(eq(setupToken.tokenHash, hashOf(token)))
}
