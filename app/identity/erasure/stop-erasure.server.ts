import { and, eq } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { requireRuledPerson } from '../accounts/ruled-person-queries.server.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { canAdministerAccount, type Viewer } from '../viewer.ts'

/**
 * Keeps an account that was to be erased because nobody had used it; `not-due` when it is not so, or no longer. The
 * record of it keeps the account for as long as a visit would (`isInactive`). What a person asked for, only they take
 * back. Throws NotFound for people the viewer does not administer.
 */
export async function stopErasure({
  viewer,
  accountId,
  now,
}: {
  viewer: Viewer
  accountId: string
  now: number
}): Promise<{ status: 'stopped' } | { status: 'not-due' }> {
  return await write(async (tx) => {
    await requireRuledPerson({ viewer, accountId, now, rule: canAdministerAccount }, tx)
    const stopped = await tx
      .update(account)
      .set({ erasureDueAt: null, erasureReason: null })
      .where(and(eq(account.id, accountId), eq(account.erasureReason, 'inactive')))
      .returning({ id: account.id })
    if (stopped.length === 0) return { status: 'not-due' }
    const subject = { kind: 'account', id: accountId } as const
    await recordAudit(
      { acts: [{ action: 'erasure-withdrawn', actorId: viewer.accountId, subject, facts: {} }], now },
      tx,
    )
    return { status: 'stopped' }
  })
}
