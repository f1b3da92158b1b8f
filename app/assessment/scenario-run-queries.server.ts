import { and, desc, eq, sql } from 'drizzle-orm'
import { findDocument } from '#app/content/course-queries.server.ts'
import type { Scenario } from '#app/content/scenario/scenario.ts'
import { prepared } from '#db/client.server.ts'
import { scenarioRun } from '#db/schema/assessment.ts'
import { parseSteps, type ScenarioRun } from './scenario-run.ts'

/** The columns of a run that this folder reads; `runOf` makes a run of them. */
export const runColumns = {
  id: scenarioRun.id,
  courseRevisionId: scenarioRun.courseRevisionId,
  activityId: scenarioRun.activityId,
  scenarioId: scenarioRun.scenarioId,
  documentHash: scenarioRun.documentHash,
  steps: scenarioRun.steps,
  startedAt: scenarioRun.startedAt,
  updatedAt: scenarioRun.updatedAt,
  endedAt: scenarioRun.endedAt,
  endingId: scenarioRun.endingId,
}

export function runOf(row: Omit<ScenarioRun, 'steps'> & { steps: string }): ScenarioRun {
  return { ...row, steps: parseSteps(row.steps) }
}

const runsOfScenario = prepared((db) =>
  db
    .select(runColumns)
    .from(scenarioRun)
    .where(
      and(
        eq(scenarioRun.accountId, sql.placeholder('accountId')),
        eq(scenarioRun.scenarioId, sql.placeholder('scenarioId')),
        eq(scenarioRun.courseId, sql.placeholder('courseId')),
      ),
    )
    .orderBy(desc(scenarioRun.startedAt), desc(scenarioRun.id)),
)

/** A person's runs of a scenario, latest first, those given up included. At most one is under way. */
export async function listScenarioRuns(own: {
  accountId: string
  courseId: string
  scenarioId: string
}): Promise<ScenarioRun[]> {
  return (await runsOfScenario.all(own)).map(runOf)
}

/** The wording that a run follows, whatever was published since. */
export async function findScenarioOfRun(run: { documentHash: string; scenarioId: string }): Promise<Scenario> {
  const document = await findDocument(run.documentHash)
  const scenario = document?.scenarios.find(({ id }) => id === run.scenarioId)
  if (!scenario) throw new Error(`The wording ${run.documentHash} of ${run.scenarioId} is missing`)
  return scenario
}
