import { z } from 'zod'
import {
  type Choice,
  type Deadline,
  type Outcome,
  type Scenario,
  type Scene,
  sceneOf,
} from '#app/content/scenario/scenario.ts'
import { beginPlan, type ScenarioState, takeChoice } from '#app/content/scenario/scenario-rules.ts'

/** How a run ended, kept with its last step so that lists need no wording. */
export type RunEnd = { title: string; outcome: Outcome; points: number }

/** What was chosen in a scene, and when (milliseconds UTC). */
export type ScenarioStep = { scene: string; choice: number; at: number; end?: RunEnd }

/** One walk of a person through a scenario, as lists need it. */
export type ScenarioRun = {
  id: string
  courseRevisionId: string
  activityId: string
  scenarioId: string
  documentHash: string
  steps: readonly ScenarioStep[]
  startedAt: number
  updatedAt: number
  /** Null while it is under way. */
  endedAt: number | null
  /** Null while it is under way, and when it was given up. */
  endingId: string | null
}

export type EndedRun = ScenarioRun & { endedAt: number; endingId: string; end: RunEnd }

/** A choice that was made, with what came of it. */
export type WalkedTurn = {
  scene: Scene
  /** Index of the choice in its scene. */
  chosen: number
  choice: Choice
  /** Minutes of the case before and after it. */
  from: number
  to: number
  /** What it brought, by competence. */
  points: readonly number[]
  /** Deadlines that passed meanwhile: the case went on at the last one's target, not at the choice's. */
  passed: readonly Deadline[]
}

/** More steps than this nobody takes but a program. */
export const MOST_STEPS = 500

/** The walk that some steps make, by the rules of the wording they were taken in. Throws when they do not fit it. */
export function walkSteps(
  scenario: Scenario,
  steps: readonly Pick<ScenarioStep, 'scene' | 'choice'>[],
): { state: ScenarioState; turns: WalkedTurn[] } {
  let state = beginPlan(scenario)
  const turns = steps.map((step): WalkedTurn => {
    const scene = sceneOf(scenario, state.at)
    const choice = scene?.choices[step.choice]
    const turn = takeChoice(scenario, state, step.choice)
    if (!scene || !choice || !turn || step.scene !== state.at) {
      throw new Error(`The steps of a run do not fit the scenario ${scenario.id}`)
    }
    const { elapsed: from, points: before } = state
    state = turn.state
    const passed = turn.passed.flatMap((id) => scenario.deadlines.find((deadline) => deadline.id === id) ?? [])
    const points = state.points.map((sum, competence) => sum - (before[competence] ?? 0))
    return { scene, chosen: step.choice, choice, from, to: state.elapsed, points, passed }
  })
  return { state, turns }
}

export function parseSteps(json: string): ScenarioStep[] {
  return JSON.parse(json) as ScenarioStep[]
}

export const sumOf = (points: readonly number[]): number => points.reduce((sum, one) => sum + one, 0)

/** The run under way, if there is one. `runs` are all of a person's runs of one scenario, latest first. */
export function openRun(runs: readonly ScenarioRun[]): ScenarioRun | null {
  return runs.find(({ endedAt }) => endedAt === null) ?? null
}

/** Runs that came to an ending, latest first. */
export function endedRuns(runs: readonly ScenarioRun[]): EndedRun[] {
  return runs.flatMap((run) => {
    const { endedAt, endingId } = run
    const end = run.steps.at(-1)?.end
    return endedAt !== null && endingId !== null && end ? [{ ...run, endedAt, endingId, end }] : []
  })
}

const rank: Record<Outcome, number> = { bad: 0, mixed: 1, good: 2 }

/** The run with the best outcome; of several, the one with the most points, and of these the first. */
export function bestRun(runs: readonly EndedRun[]): EndedRun | null {
  const byMerit = (a: EndedRun, b: EndedRun) =>
    rank[b.end.outcome] - rank[a.end.outcome] || b.end.points - a.end.points || a.endedAt - b.endedAt
  return [...runs].sort(byMerit)[0] ?? null
}

const wholeNumber = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number)

/** What the forms of a scenario send. `step` is the number of choices that were made before. */
export const scenarioFormSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('begin') }),
  z.object({ intent: z.literal('restart'), run: z.string().min(1).max(64) }),
  z.object({
    intent: z.literal('choose'),
    run: z.string().min(1).max(64),
    step: wholeNumber,
    choice: wholeNumber,
  }),
])
