import { type Activity, activityHref, type CourseOutline } from '#app/content/outline.ts'
import { type Scenario, scenarioHref } from '#app/content/scenario/scenario.ts'
import type { ScenarioRun } from './scenario-run.ts'
import { type ScenarioCardView, viewCard } from './scenario-view.ts'

/** The scenarios of a lesson as one person is to see them there, by id. `runs` are that person's, latest first. */
export function viewScenarioCards({
  outline,
  lesson,
  scenarios,
  runs,
}: {
  outline: CourseOutline
  lesson: Activity
  /** Those of the lesson's document. */
  scenarios: readonly Scenario[]
  runs: readonly ScenarioRun[]
}): Record<string, ScenarioCardView> {
  return Object.fromEntries(
    scenarios.map((scenario) => {
      const href = scenarioHref(activityHref(outline, lesson), scenario.id)
      const own = runs.filter(({ scenarioId }) => scenarioId === scenario.id)
      return [scenario.id, viewCard({ scenario, documentHash: lesson.documentHash, href }, own)]
    }),
  )
}
