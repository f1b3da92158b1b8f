import { eq } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import type { Viewer } from '../viewer.ts'

/** The viewer's own e-mail address, and whether it was shown to be theirs; null for none. */
export async function findOwnEmail({
  viewer,
}: {
  viewer: Viewer
}): Promise<{ email: string; verified: boolean } | null> {
  const [own] = await reader
    .select({ email: account.email, emailVerifiedAt: account.emailVerifiedAt })
    .from(account)
    .where(eq(account.id, viewer.accountId))
  return own?.email ? { email: own.email, verified: own.emailVerifiedAt !== null } : null
}
