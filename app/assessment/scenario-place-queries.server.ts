import { findCourse, findDocument } from '#app/content/course-queries.server.ts'
import { type Activity, activityHref, type CourseOutline } from '#app/content/outline.ts'
import { type Scenario, scenarioHref } from '#app/content/scenario/scenario.ts'
import { NotFound } from '#app/errors.ts'
import { findScenarioOfRun, listScenarioRuns } from './scenario-run-queries.server.ts'
import { type EndedRun, endedRuns, openRun, type ScenarioRun } from './scenario-run.ts'

/** A scenario at its address, and how a person stands in it. */
export type ScenarioPlace = {
  outline: CourseOutline
  lesson: Activity
  /** Address of the lesson; that of the scenario follows from it. */
  lessonHref: string
  href: string
  /** The scenario as a new run would walk it; null when the lesson has it no more. */
  current: Scenario | null
  /** The wording of the run under way, else of the last one that ended, else the present one. */
  scenario: Scenario
  /** The person's runs, latest first. */
  runs: readonly ScenarioRun[]
  open: ScenarioRun | null
  ended: readonly EndedRun[]
}

/**
 * Finds a scenario by the addresses of course and lesson and by its id. A run goes on when the lesson was published
 * without the scenario meanwhile. Throws NotFound when there is neither the scenario nor a run of this person's.
 */
export async function findScenarioPlace({
  accountId,
  course = '',
  lesson: slug,
  scenario: scenarioId = '',
}: {
  accountId: string
  course?: string
  lesson?: string
  scenario?: string
}): Promise<ScenarioPlace> {
  const outline = await findCourse(course)
  const lesson = outline?.activities.find((activity) => activity.kind === 'lesson' && activity.slug === slug)
  if (!outline || !lesson) throw new NotFound()
  const [document, runs] = await Promise.all([
    findDocument(lesson.documentHash),
    listScenarioRuns({ accountId, courseId: outline.courseId, scenarioId }),
  ])
  const current = document?.scenarios.find(({ id }) => id === scenarioId) ?? null
  const open = openRun(runs)
  const ended = endedRuns(runs)
  const run = open ?? ended[0]
  const scenario = run ? await findScenarioOfRun(run) : current
  if (!scenario) throw new NotFound()
  const lessonHref = activityHref(outline, lesson)
  return {
    outline,
    lesson,
    lessonHref,
    href: scenarioHref(lessonHref, scenarioId),
    current,
    scenario,
    runs,
    open,
    ended,
  }
}
