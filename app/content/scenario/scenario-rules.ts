/** What a choice does; see `Choice` in scenario.ts, which is one. */
export type PlannedChoice = {
  to: string
  takes: number
  meets: readonly string[]
  starts: readonly string[]
  stops: readonly string[]
  points: readonly number[]
}

/** What of a scenario decides the course of events. Each `Scenario` is one. */
export type ScenarioPlan = {
  start: string
  competences: readonly unknown[]
  deadlines: readonly { id: string; after: number; to: string }[]
  scenes: readonly { id: string; choices: readonly PlannedChoice[] }[]
  endings: readonly { id: string }[]
}

/** A number: the minute of the case at which it is due. `waiting`: no choice has started it yet. `met`: or stopped. */
export type DeadlineState = number | 'waiting' | 'met' | 'passed'

/** Where somebody stands in a scenario. */
export type ScenarioState = {
  /** A scene, or the ending that was reached. */
  at: string
  /** Minutes since the case began. */
  elapsed: number
  /** In the order of the plan. */
  deadlines: readonly DeadlineState[]
  /** By competence, in the order of the plan. */
  points: readonly number[]
}

/** What came of a choice. */
export type Turn = {
  state: ScenarioState
  /** Deadlines that passed while the choice was carried out, the first one first. */
  passed: readonly string[]
}

/** The beginning: the clock stands at 0, and every deadline runs that no choice starts. */
export function beginPlan(plan: ScenarioPlan): ScenarioState {
  const started = new Set(plan.scenes.flatMap(({ choices }) => choices.flatMap(({ starts }) => starts)))
  return {
    at: plan.start,
    elapsed: 0,
    deadlines: plan.deadlines.map(({ id, after }) => (started.has(id) ? 'waiting' : after)),
    points: plan.competences.map(() => 0),
  }
}

/** Whether an ending was reached: nothing is left to choose. */
export function isAtEnding(plan: ScenarioPlan, { at }: ScenarioState): boolean {
  return plan.endings.some(({ id }) => id === at)
}

/**
 * The one rule of scenarios: what a choice (its index in the present scene) leads to. Null when there is no such choice.
 *
 * What the choice stops no longer matters. Then time passes. A deadline whose minute lies before the end of the choice has
 * passed, once and for all; one that is due at that very minute has not. Deadlines that passed lead to their scene instead
 * of the choice's own; of several, the last one in time decides, but an ending ends the case at once. A choice meets a
 * deadline that still runs when it ends. One that came too late for a deadline it should have met starts nothing and
 * brings no points.
 */
export function takeChoice(plan: ScenarioPlan, state: ScenarioState, index: number): Turn | null {
  const choice = plan.scenes.find(({ id }) => id === state.at)?.choices[index]
  if (!choice) return null
  const elapsed = state.elapsed + choice.takes
  const passed = passing(plan, state, choice)
  const tooLate = passed.some(({ id }) => choice.meets.includes(id))
  const deadlines = plan.deadlines.map(({ id, after }, place): DeadlineState => {
    const before = state.deadlines[place] ?? 'waiting'
    if (before === 'passed' || passed.some((one) => one.id === id)) return 'passed'
    if (choice.starts.includes(id) && !tooLate) return elapsed + after
    const isOver = choice.meets.includes(id) || choice.stops.includes(id)
    return isOver && typeof before === 'number' ? 'met' : before
  })
  const points = state.points.map((sum, competence) => sum + (tooLate ? 0 : (choice.points[competence] ?? 0)))
  const at = passed.at(-1)?.to ?? choice.to
  return { state: { at, elapsed, deadlines, points }, passed: passed.map(({ id }) => id) }
}

/** The deadlines that pass before a choice has ended, in order of time, up to the first that ends the case. */
function passing(plan: ScenarioPlan, state: ScenarioState, { takes, stops }: PlannedChoice): ScenarioPlan['deadlines'] {
  const late = plan.deadlines
    .flatMap((deadline, place) => {
      const due = state.deadlines[place]
      const passes = typeof due === 'number' && due < state.elapsed + takes && !stops.includes(deadline.id)
      return passes ? [{ deadline, due }] : []
    })
    .sort((a, b) => a.due - b.due)
    .map(({ deadline }) => deadline)
  const end = late.findIndex(({ to }) => plan.endings.some(({ id }) => id === to))
  return end < 0 ? late : late.slice(0, end + 1)
}
