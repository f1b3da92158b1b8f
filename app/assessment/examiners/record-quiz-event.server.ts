import { and, desc, eq, isNotNull, or, sql } from 'drizzle-orm'
import { currentAddress, currentDevice } from '#app/identity/audit/acting-from.server.ts'
import { prepared, type Transaction } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { preparedInsert } from '#db/prepared-insert.server.ts'
import { quizEvent } from '#db/schema/assessment.ts'
import { doneBy, isElsewhere, type QuizEvent } from './quiz-event.ts'

const insertQuizEvents = preparedInsert(quizEvent)

/** Where an attempt was last told to be sat: the latest entry that holds an address or a browser. */
const lastPlace = prepared((db) =>
  db
    .select({ address: quizEvent.address, device: quizEvent.device })
    .from(quizEvent)
    .where(
      and(
        eq(quizEvent.attemptId, sql.placeholder('attemptId')),
        or(isNotNull(quizEvent.address), isNotNull(quizEvent.device)),
      ),
    )
    .orderBy(desc(quizEvent.id))
    .limit(1),
)

/**
 * Appends what happened to the log of a quiz, as part of the change `tx` that does it: neither stands without the other.
 * Network address and browser of a candidate's own act are those of the request that is being answered.
 */
export async function recordQuizEvent({ facts, ...event }: QuizEvent, tx: Transaction): Promise<void> {
  const isOwn = doneBy[event.kind] === 'candidate'
  const row = {
    ...event,
    id: newId(),
    actorId: event.actorId ?? null,
    address: isOwn ? currentAddress() : null,
    device: isOwn ? currentDevice() : null,
    detail: Object.keys(facts).length === 0 ? null : JSON.stringify(facts),
  }
  await insertQuizEvents.run([row], tx)
}

/** Records that an attempt is gone on with, when it is from another network address or browser than was last told of it. */
export async function recordTakenUp(
  event: { at: number; courseId: string; quizId: string; accountId: string; attemptId: string },
  tx: Transaction,
): Promise<void> {
  const last = await lastPlace.get({ attemptId: event.attemptId }, tx)
  const now = { address: currentAddress(), device: currentDevice() }
  if (!last || !isElsewhere(last, now)) return
  await recordQuizEvent({ ...event, kind: 'taken-up', facts: {} }, tx)
}
