import { and, asc, inArray, isNull } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { findSettings } from '../settings/settings-queries.server.ts'
import { dueAfter, INACTIVE_NOTICE_DAYS, inactiveBefore } from './erasure.ts'
import { isInactive } from './erasure-queries.server.ts'
import { tellOfErasure } from './tell-of-erasure.server.ts'

/** Accounts of one change: other people's changes wait meanwhile. */
const AT_ONCE = 200

/**
 * Sets the day on which accounts that nobody has used for as long as the setting says are erased, 30 days from `now`,
 * and tells their people by mail where that can be. A visit takes it back. Gives how many were announced. Run again, it
 * changes nothing that was announced before.
 */
export async function announceInactive({ now }: { now: number }): Promise<{ announced: number }> {
  const { inactiveMonths } = await findSettings()
  const before = inactiveBefore(inactiveMonths, now)
  if (before === null) return { announced: 0 }
  const dueAt = dueAfter(INACTIVE_NOTICE_DAYS, now)
  let announced = 0
  for (;;) {
    const done = await write(async (tx) => {
      const people = await tx
        .select({
          id: account.id,
          email: account.email,
          emailVerifiedAt: account.emailVerifiedAt,
          locale: account.locale,
        })
        .from(account)
        .where(and(isNull(account.erasureDueAt), isInactive({ before, now }, tx)))
        .orderBy(asc(account.id))
        .limit(AT_ONCE)
      if (people.length === 0) return 0
      await tx
        .update(account)
        .set({ erasureDueAt: dueAt, erasureReason: 'inactive', erasureKeepsName: false })
        .where(
          inArray(
            account.id,
            people.map(({ id }) => id),
          ),
        )
      const acts = people.map(({ id }) => ({
        action: 'erasure-announced' as const,
        actorId: null,
        subject: { kind: 'account' as const, id },
        facts: { dueAt },
      }))
      await recordAudit({ acts, now }, tx)
      for (const person of people) await tellOfErasure({ person, reason: 'inactive', dueAt, now }, tx)
      return people.length
    })
    announced += done
    if (done < AT_ONCE) return { announced }
  }
}
