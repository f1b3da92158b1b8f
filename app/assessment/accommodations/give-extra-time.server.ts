import { NotFound } from '#app/errors.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { accommodation } from '#db/schema/assessment.ts'
import { findAccommodated } from './accommodation-queries.server.ts'
import { endInForce, findInForce } from './accommodation-in-force.server.ts'

/**
 * Gives a person extra time at quizzes, in per cent of the limit, in place of what they had; to attempts that are under
 * way it adds nothing. `expiresAt`, null for no end, and `now` are milliseconds UTC. The same given again, by a form sent
 * twice, changes nothing. Throws NotFound for people to whom the viewer may not give it.
 */
export async function giveExtraTime({
  viewer,
  accountId,
  percent,
  expiresAt,
  reason,
  now,
}: {
  viewer: Viewer
  accountId: string
  percent: number
  expiresAt: number | null
  reason: string
  now: number
}): Promise<{ status: 'given' } | { status: 'unchanged' } | { status: 'past' }> {
  if (expiresAt !== null && expiresAt <= now) return { status: 'past' }
  return await write(async (tx) => {
    if (!(await findAccommodated({ viewer, accountId }, tx))) throw new NotFound()
    const had = await findInForce({ accountId, now }, tx)
    const [one, other] = had
    const isSame = one?.extraTime === percent && one.expiresAt === expiresAt && one.reason === reason
    if (isSame && !other) return { status: 'unchanged' }
    await endInForce({ accountId, actorId: viewer.accountId, now }, tx)
    await tx.insert(accommodation).values({
      id: newId(),
      accountId,
      extraTime: percent,
      expiresAt,
      reason,
      givenBy: viewer.accountId,
      givenAt: now,
    })
    const subject = { kind: 'account', id: accountId } as const
    const facts = { percent, expiresAt }
    const act = { action: 'extra-time-given' as const, actorId: viewer.accountId, subject, facts }
    await recordAudit({ acts: [act], now }, tx)
    return { status: 'given' }
  })
}
