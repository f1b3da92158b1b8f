import { findScenarioOfRun } from '#app/assessment/scenario-run-queries.server.ts'
import type { ScenarioRun } from '#app/assessment/scenario-run.ts'
import { type StepTaken, takeScenarioStep } from '#app/assessment/take-scenario-step.server.ts'
import { write } from '#db/client.server.ts'
import { recordEvents } from './record-event.server.ts'

/**
 * Takes a choice in a run of a scenario. When it comes to an ending, this is recorded with it in one change, on the
 * edition that the run began with. `step` and `choice` are as the page sent them. Throws NotFound unless the run is
 * this person's own.
 */
export async function chooseInScenario({
  accountId,
  courseId,
  run,
  step,
  choice,
  now,
}: {
  accountId: string
  courseId: string
  run: Pick<ScenarioRun, 'id' | 'documentHash' | 'scenarioId'>
  step: number
  choice: number
  now: number
}): Promise<{ status: StepTaken['status'] }> {
  const scenario = await findScenarioOfRun(run)
  return await write(async (tx) => {
    const taken = await takeScenarioStep({ accountId, runId: run.id, scenario, step, choice, now }, tx)
    if (taken.status !== 'ended') return { status: taken.status }
    const { points, elapsed, ending } = taken
    const event = {
      verb: 'scenario-ended' as const,
      accountId,
      courseId,
      courseRevisionId: taken.run.courseRevisionId,
      activityId: taken.run.activityId,
      result: {
        runId: run.id,
        scenarioId: run.scenarioId,
        endingId: ending.id,
        points: Object.fromEntries(
          scenario.competences.map(({ id }, index) => [
            id,
            { points: points[index] ?? 0, most: scenario.most[index] ?? 0 },
          ]),
        ),
        elapsed,
      },
      occurredAt: now,
    }
    await recordEvents({ events: [event] }, tx)
    return { status: 'ended' }
  })
}
