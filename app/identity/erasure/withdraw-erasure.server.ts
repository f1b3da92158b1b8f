import { and, eq, isNotNull } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import type { Viewer } from '../viewer.ts'

/** Takes back what the viewer asked for: nothing is erased. Nothing happens when nothing was asked for. */
export async function withdrawErasure({ viewer, now }: { viewer: Viewer; now: number }): Promise<void> {
  await write(async (tx) => {
    const withdrawn = await tx
      .update(account)
      .set({ erasureDueAt: null, erasureReason: null, erasureKeepsName: false })
      .where(and(eq(account.id, viewer.accountId), isNotNull(account.erasureDueAt)))
      .returning({ id: account.id })
    const acts = withdrawn.map(({ id }) => ({
      action: 'erasure-withdrawn' as const,
      actorId: viewer.accountId,
      subject: { kind: 'account' as const, id },
      facts: {},
    }))
    await recordAudit({ acts, now }, tx)
  })
}
