import { and, eq, isNotNull, lt, or } from 'drizzle-orm'
import { findSettings } from '#app/identity/settings/settings-queries.server.ts'
import { monthsBefore } from '#app/identity/settings/months-before.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { quizEvent } from '#db/schema/assessment.ts'

/**
 * Takes network addresses and browsers from events at quizzes that are older than the setting for the audit log allows;
 * none where that keeps them without end. What happened, and when, stays. `now` is milliseconds UTC.
 */
export async function blotOldQuizEvents({ now }: { now: number }): Promise<void> {
  const { auditMonths } = await findSettings()
  if (auditMonths === 0) return
  const isOld = lt(quizEvent.at, monthsBefore(now, auditMonths))
  await write((tx) =>
    tx
      .update(quizEvent)
      .set({ address: null, device: null })
      .where(and(isOld, or(isNotNull(quizEvent.address), isNotNull(quizEvent.device)))),
  )
}

/**
 * Takes from events at quizzes what tells who a person was, as part of the change that erases them: addresses, browsers
 * and the reasons that examiners gave. That something happened to an attempt stays under its id, as the attempt does.
 */
export async function blotQuizEventsOf({ accountId }: { accountId: string }, tx: Transaction): Promise<void> {
  await tx
    .update(quizEvent)
    .set({ address: null, device: null, detail: null })
    .where(eq(quizEvent.accountId, accountId))
}
