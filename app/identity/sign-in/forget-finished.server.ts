import { and, inArray, lt, lte, or, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { write } from '#db/client.server.ts'
import { accessToken, signInFailure, signInStep } from '#db/schema/credentials.ts'
import { session } from '#db/schema/identity.ts'
import { FAILURE_WINDOW } from './sign-in-limit.ts'

const DAY = 24 * 60 * 60 * 1000

/** How long an invitation, card or link that was used or ran out stays to be looked up by who issued it. */
export const TOKENS_STAY_DAYS = 30

/** Rows of one change: other people's changes wait meanwhile. */
const AT_ONCE = 500

type Finished = { table: SQLiteTable; key: SQLiteColumn; isOver: SQL | undefined }

/**
 * Deletes what has done its work: sessions and steps that ran out, counts of failures whose window is over and, 30 days
 * after their end, invitations, cards and links. Gives how many rows that were. Stopped half way, it goes on with the
 * rest when it is run again.
 */
export async function forgetFinished({ now }: { now: number }): Promise<{ forgotten: number }> {
  const ended = now - TOKENS_STAY_DAYS * DAY
  const kinds: readonly Finished[] = [
    { table: session, key: session.idHash, isOver: lte(session.expiresAt, now) },
    { table: signInStep, key: signInStep.idHash, isOver: lte(signInStep.expiresAt, now) },
    {
      table: signInFailure,
      key: signInFailure.key,
      isOver: and(lt(signInFailure.windowStartedAt, now - FAILURE_WINDOW), lte(signInFailure.retryAt, now)),
    },
    {
      table: accessToken,
      key: accessToken.tokenHash,
      isOver: or(lt(accessToken.expiresAt, ended), lt(accessToken.usedAt, ended)),
    },
  ]
  let forgotten = 0
  for (const kind of kinds) {
    let deleted
    do {
      deleted = await forgetSome(kind)
      forgotten += deleted
    } while (deleted === AT_ONCE)
  }
  return { forgotten }
}

async function forgetSome({ table, key, isOver }: Finished): Promise<number> {
  return await write(async (tx) => {
    const some = tx.select({ key }).from(table).where(isOver).limit(AT_ONCE)
    const deleted = await tx.delete(table).where(inArray(key, some)).returning({ key })
    return deleted.length
  })
}
