import { NotFound } from '#app/errors.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { endInForce, findInForce } from './accommodation-in-force.server.ts'
import { findAccommodated } from './accommodation-queries.server.ts'

/**
 * Takes back the extra time that a person has; attempts that are under way keep theirs. Where there is none nothing is
 * done. Throws NotFound for people to whom the viewer may not give it.
 */
export async function withdrawExtraTime({
  viewer,
  accountId,
  now,
}: {
  viewer: Viewer
  accountId: string
  now: number
}): Promise<{ status: 'withdrawn' | 'unchanged' }> {
  return await write(async (tx) => {
    if (!(await findAccommodated({ viewer, accountId }, tx))) throw new NotFound()
    const had = await findInForce({ accountId, now }, tx)
    if (had.length === 0) return { status: 'unchanged' }
    await endInForce({ accountId, actorId: viewer.accountId, now }, tx)
    const subject = { kind: 'account', id: accountId } as const
    const facts = { percent: Math.max(...had.map(({ extraTime }) => extraTime)) }
    const act = { action: 'extra-time-withdrawn' as const, actorId: viewer.accountId, subject, facts }
    await recordAudit({ acts: [act], now }, tx)
    return { status: 'withdrawn' }
  })
}
