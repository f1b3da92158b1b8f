import { and, lt, lte } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { accessToken, setupToken, signInFailure, signInStep } from '#db/schema/credentials.ts'
import { session } from '#db/schema/identity.ts'
import { FAILURE_WINDOW } from './sign-in-limit.ts'

/**
 * Clears away what lets nobody in any more and keeps nobody out: sessions, steps of a way in, links and cards whose time
 * is over, and failures that no longer count. It works as little with them in the tables as without; but they tell who
 * was here. `now` in milliseconds UTC.
 */
export async function forgetExpired({ now }: { now: number }): Promise<void> {
  await write(async (tx) => {
    await tx.delete(session).where(lte(session.expiresAt, now))
    await tx.delete(signInStep).where(lte(signInStep.expiresAt, now))
    await tx.delete(accessToken).where(lte(accessToken.expiresAt, now))
    await tx.delete(setupToken).where(lte(setupToken.expiresAt, now))
    await tx
      .delete(signInFailure)
      .where(and(lt(signInFailure.windowStartedAt, now - FAILURE_WINDOW), lt(signInFailure.retryAt, now)))
  })
}
