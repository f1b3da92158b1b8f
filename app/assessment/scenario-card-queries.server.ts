import { type Activity, activityHref, type CourseOutline } from '#app/content/outline.ts'
import { type Scenario, scenarioHref } from '#app/content/scenario/scenario.ts'
import { findRunsOf } from './scenario-run-queries.server.ts'
import { type ScenarioCardView, viewCard } from './scenario-view.ts'

/** The scenarios of a lesson as one person is to see them there, by id. One query, and none for a lesson without. */
export async function findScenarioCards({
  accountId,
  outline,
  lesson,
  scenarios,
}: {
  accountId: string
  outline: CourseOutline
  lesson: Activity
  /** Those of the lesson's document. */
  scenarios: readonly Scenario[]
}): Promise<Record<string, ScenarioCardView>> {
  const scenarioIds = scenarios.map(({ id }) => id)
  const runs = await findRunsOf({ accountId, courseId: outline.courseId, scenarioIds })
  return Object.fromEntries(
    scenarios.map((scenario) => {
      const href = scenarioHref(activityHref(outline, lesson), scenario.id)
      const own = runs.filter(({ scenarioId }) => scenarioId === scenario.id)
      return [scenario.id, viewCard({ scenario, documentHash: lesson.documentHash, href }, own)]
    }),
  )
}
