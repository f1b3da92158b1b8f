import { and, count, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { inChunks } from '#db/in-chunks.ts'
import { learningEvent } from '#db/schema/progress.ts'
import { rebuildSummariesOf } from '../rebuild-summaries.server.ts'
import { mergeOrder } from './merge-order.ts'

/** More events than anybody has who learns by hand: a change that moves them must not hold up everybody else's. */
export const MOST_EVENTS = 20_000

/**
 * Gives what a person did in one account to their other, in the change `tx`, and makes the summaries of both again from
 * the log by its one rule. Where both took a course their events are put in one order of time: the places in the log
 * that the two held are dealt out anew among the same events, nothing else of which changes.
 */
export async function moveEvents(
  { from, to }: { from: string; to: string },
  tx: Transaction,
): Promise<{ status: 'moved'; moved: number } | { status: 'too-many' }> {
  const both = inArray(learningEvent.accountId, [from, to])
  const [counted] = await tx.select({ total: count() }).from(learningEvent).where(both)
  if ((counted?.total ?? 0) > MOST_EVENTS) return { status: 'too-many' }
  const taken = await tx
    .selectDistinct({ courseId: learningEvent.courseId, accountId: learningEvent.accountId })
    .from(learningEvent)
    .where(both)
  const ofOwn = new Set(taken.flatMap(({ courseId, accountId }) => (accountId === to ? [courseId] : [])))
  const shared = taken.filter(({ courseId, accountId }) => accountId === from && ofOwn.has(courseId))
  for (const { courseId } of shared) await putInOrder({ from, to, courseId }, tx)
  const moved = await tx
    .update(learningEvent)
    .set({ accountId: to })
    .where(eq(learningEvent.accountId, from))
    .returning({ sequence: learningEvent.sequence })
  await rebuildSummariesOf({ accountIds: [from, to] }, tx)
  return { status: 'moved', moved: moved.length }
}

async function putInOrder(
  { from, to, courseId }: { from: string; to: string; courseId: string },
  tx: Transaction,
): Promise<void> {
  const here = and(inArray(learningEvent.accountId, [from, to]), eq(learningEvent.courseId, courseId))
  const events = await tx.select().from(learningEvent).where(here)
  const places = events.map(({ sequence }) => sequence).sort((a, b) => a - b)
  const ordered = mergeOrder(events)
  if (ordered.every(({ sequence }, index) => sequence === places[index])) return
  await tx.delete(learningEvent).where(here)
  const placed = ordered.map((event, index) => ({ ...event, sequence: places[index] as number }))
  for (const rows of inChunks(placed)) await tx.insert(learningEvent).values(rows)
}
