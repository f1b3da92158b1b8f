import { and, eq, ne } from 'drizzle-orm'
import { type Transaction, write } from '#db/client.server.ts'
import { session } from '#db/schema/identity.ts'
import type { AuditFacts } from '../audit/audit.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import type { Viewer } from '../viewer.ts'

/** Notes in the audit log that somebody signed out, and where. */
export async function recordSignOut(
  { accountId, sessions }: { accountId: string; sessions: AuditFacts['signed-out']['sessions'] },
  tx: Transaction,
): Promise<void> {
  const subject = { kind: 'account', id: accountId } as const
  await recordAudit(
    { acts: [{ action: 'signed-out', actorId: accountId, subject, facts: { sessions } }], now: Date.now() },
    tx,
  )
}

/** Signs the viewer out at one of their browsers; nothing happens to anybody else's, or to one that ended already. */
export async function endOneSession({ viewer, handle }: { viewer: Viewer; handle: string }): Promise<void> {
  await write(async (tx) => {
    const ended = await tx
      .delete(session)
      .where(and(eq(session.idHash, handle), eq(session.accountId, viewer.accountId)))
      .returning({ accountId: session.accountId })
    for (const { accountId } of ended) await recordSignOut({ accountId, sessions: 'another' }, tx)
  })
}

/** Signs a person out of every browser but the one whose session `handle` names. */
export async function endOtherSessions({ accountId, handle }: { accountId: string; handle: string }): Promise<void> {
  await write(async (tx) => {
    await deleteSessionsOf({ accountId, except: handle }, tx)
    await recordSignOut({ accountId, sessions: 'others' }, tx)
  })
}

/** Signs a person out of every browser. */
export async function endAllSessions({ accountId }: { accountId: string }): Promise<void> {
  await write(async (tx) => {
    await deleteSessionsOf({ accountId }, tx)
    await recordSignOut({ accountId, sessions: 'all' }, tx)
  })
}

/** Signs a person out of every browser, or every other one than `except` (a handle), as part of a larger change. */
export async function deleteSessionsOf(
  { accountId, except }: { accountId: string; except?: string },
  tx: Transaction,
): Promise<void> {
  await tx
    .delete(session)
    .where(and(eq(session.accountId, accountId), except === undefined ? undefined : ne(session.idHash, except)))
}
