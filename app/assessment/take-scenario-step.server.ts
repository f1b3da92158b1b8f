import { and, eq } from 'drizzle-orm'
import { endingOf, type Ending, type Scenario } from '#app/content/scenario/scenario.ts'
import { takeChoice } from '#app/content/scenario/scenario-rules.ts'
import { NotFound } from '#app/errors.ts'
import type { Transaction } from '#db/client.server.ts'
import { scenarioRun } from '#db/schema/assessment.ts'
import { runColumns, runOf } from './scenario-run-queries.server.ts'
import { MOST_STEPS, type ScenarioRun, type ScenarioStep, sumOf, walkSteps } from './scenario-run.ts'

export type StepTaken =
  /** The run goes on at its next scene. */
  | { status: 'gone-on' }
  | { status: 'ended'; run: ScenarioRun; ending: Ending; points: readonly number[]; elapsed: number }
  /** The page was an earlier one: that choice was made already, or the run is over. Nothing was changed. */
  | { status: 'stale' }
  /** The present scene has no such choice. Nothing was changed. */
  | { status: 'no-such-choice' }
  /** The person has gone round and round: only a new run goes on. */
  | { status: 'too-long' }

/**
 * Takes a choice in a person's own run. `step` is the number of choices made before, as the page knew it: a form of an
 * earlier page is told by it. `scenario` is the wording of the run; `now` is milliseconds UTC.
 * Throws NotFound unless the run is this person's own.
 */
export async function takeScenarioStep(
  {
    accountId,
    runId,
    scenario,
    step,
    choice,
    now,
  }: { accountId: string; runId: string; scenario: Scenario; step: number; choice: number; now: number },
  tx: Transaction,
): Promise<StepTaken> {
  const own = and(eq(scenarioRun.id, runId), eq(scenarioRun.accountId, accountId))
  const [row] = await tx.select(runColumns).from(scenarioRun).where(own)
  if (!row) throw new NotFound()
  const run = runOf(row)
  if (run.endedAt !== null || step !== run.steps.length) return { status: 'stale' }
  const { state } = walkSteps(scenario, run.steps)
  const turn = takeChoice(scenario, state, choice)
  if (!turn) return { status: 'no-such-choice' }
  if (run.steps.length >= MOST_STEPS) return { status: 'too-long' }
  const { at, elapsed, points } = turn.state
  const ending = endingOf(scenario, at)
  const end = ending && { title: ending.title, outcome: ending.outcome, points: sumOf(points) }
  const steps: ScenarioStep[] = [...run.steps, { scene: state.at, choice, at: now, ...(end && { end }) }]
  const change = { steps: JSON.stringify(steps), updatedAt: now }
  const over = ending && { endedAt: now, endingId: ending.id }
  await tx
    .update(scenarioRun)
    .set({ ...change, ...over })
    .where(own)
  if (!ending) return { status: 'gone-on' }
  return { status: 'ended', run: { ...run, ...over, steps, updatedAt: now }, ending, points, elapsed }
}
