import { findOverdueAttempts, findOwnOverdue } from '#app/assessment/overdue-attempt-queries.server.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { submitOverdue } from './submit-quiz.server.ts'

/**
 * Hands in every attempt whose time is over, each in a change of its own, so that it may be stopped at any point and
 * run again. `now` is milliseconds UTC. For those who never come back; who does has theirs ended at that request.
 */
export async function endOverdueAttempts({ now, signal }: { now: number; signal?: AbortSignal }): Promise<{
  ended: number
}> {
  let count = 0
  for (const own of await findOverdueAttempts({ now })) {
    if (signal?.aborted) break
    const { ended } = await write((tx) => submitOverdue({ ...own, now }, tx))
    if (ended) count += 1
  }
  return { ended: count }
}

/** Ends a person's own attempts at a quiz whose time is over, in the change `tx`. */
export async function endOwnOverdue(
  { accountId, quizId, now }: { accountId: string; quizId: string; now: number },
  tx: Transaction,
): Promise<void> {
  for (const own of await findOwnOverdue({ accountId, quizId, now }, tx)) {
    await submitOverdue({ ...own, now }, tx)
  }
}
