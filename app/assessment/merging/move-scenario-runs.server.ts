import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { scenarioRun } from '#db/schema/assessment.ts'

/**
 * Gives a person's walks through scenarios to their other account, in the change `tx`. Of two under way in one scenario
 * the one that was walked last goes on; the other ends as if it had been given up for it, with all its steps.
 */
export async function moveScenarioRuns(
  { from, to, now }: { from: string; to: string; now: number },
  tx: Transaction,
): Promise<{ moved: number; givenUp: number }> {
  const moved = await tx
    .update(scenarioRun)
    .set({ accountId: to })
    .where(eq(scenarioRun.accountId, from))
    .returning({ id: scenarioRun.id })
  const open = await tx
    .select({ id: scenarioRun.id, courseId: scenarioRun.courseId, scenarioId: scenarioRun.scenarioId })
    .from(scenarioRun)
    .where(and(eq(scenarioRun.accountId, to), isNull(scenarioRun.endedAt)))
    .orderBy(desc(scenarioRun.updatedAt), desc(scenarioRun.id))
  const going = new Set<string>()
  let givenUp = 0
  for (const { id, courseId, scenarioId } of open) {
    const scenario = JSON.stringify([courseId, scenarioId])
    if (going.has(scenario)) {
      givenUp += 1
      await tx.update(scenarioRun).set({ endedAt: now, updatedAt: now }).where(eq(scenarioRun.id, id))
    }
    going.add(scenario)
  }
  return { moved: moved.length, givenUp }
}
