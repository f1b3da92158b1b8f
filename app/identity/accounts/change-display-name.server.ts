import { and, eq, ne } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'

/** Changes the name that others see of the viewer. `now` in milliseconds UTC. */
export async function changeDisplayName({
  viewer,
  displayName,
  now,
}: {
  viewer: Viewer
  displayName: string
  now: number
}): Promise<void> {
  await write(async (tx) => {
    const changed = await tx
      .update(account)
      .set({ displayName })
      .where(and(eq(account.id, viewer.accountId), ne(account.displayName, displayName)))
      .returning({ id: account.id })
    if (changed.length === 0) return
    const actorId = viewer.accountId
    const subject = { kind: 'account', id: actorId } as const
    const facts = { fields: ['displayName'] }
    await recordAudit({ acts: [{ action: 'account-changed', actorId, subject, facts }], now }, tx)
  })
}
