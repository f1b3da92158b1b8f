import { and, desc, eq, isNotNull, or } from 'drizzle-orm'
import { currentAddress, currentDevice } from '#app/identity/audit/acting-from.server.ts'
import type { Transaction } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { quizEvent } from '#db/schema/assessment.ts'
import { doneBy, isElsewhere, type QuizEvent } from './quiz-event.ts'

/**
 * Appends what happened to the log of a quiz, as part of the change `tx` that does it: neither stands without the other.
 * Network address and browser of a candidate's own act are those of the request that is being answered.
 */
export async function recordQuizEvent({ facts, ...event }: QuizEvent, tx: Transaction): Promise<void> {
  const isOwn = doneBy[event.kind] === 'candidate'
  await tx.insert(quizEvent).values({
    ...event,
    id: newId(),
    address: isOwn ? currentAddress() : null,
    device: isOwn ? currentDevice() : null,
    detail: Object.keys(facts).length === 0 ? null : JSON.stringify(facts),
  })
}

/** Records that an attempt is gone on with, when it is from another network address or browser than was last told of it. */
export async function recordTakenUp(
  event: { at: number; courseId: string; quizId: string; accountId: string; attemptId: string },
  tx: Transaction,
): Promise<void> {
  const [last] = await tx
    .select({ address: quizEvent.address, device: quizEvent.device })
    .from(quizEvent)
    .where(and(eq(quizEvent.attemptId, event.attemptId), or(isNotNull(quizEvent.address), isNotNull(quizEvent.device))))
    .orderBy(desc(quizEvent.id))
    .limit(1)
  const now = { address: currentAddress(), device: currentDevice() }
  if (!last || !isElsewhere(last, now)) return
  await recordQuizEvent({ ...event, kind: 'taken-up', facts: {} }, tx)
}
