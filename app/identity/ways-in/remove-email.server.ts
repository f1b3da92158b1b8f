import { and, eq, isNull } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { accessToken } from '#db/schema/credentials.ts'
import type { Viewer } from '../viewer.ts'
import { replaceEmail } from './replace-email.server.ts'

/** Takes the e-mail address off the viewer's own account; links that were sent there stop working. */
export async function removeEmail({ viewer, now }: { viewer: Viewer; now: number }): Promise<void> {
  const { accountId } = viewer
  await write(async (tx) => {
    await tx
      .delete(accessToken)
      .where(and(eq(accessToken.accountId, accountId), eq(accessToken.delivery, 'mail'), isNull(accessToken.usedAt)))
    await replaceEmail({ accountId, email: null, now }, tx)
  })
}
