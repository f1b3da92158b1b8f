import type { ArticleReference } from '#app/convention/article-reference.ts'
import { type Choice, type Ending, endingOf, type Scenario, sceneOf } from '#app/content/scenario/scenario.ts'
import {
  endedRuns,
  type EndedRun,
  bestRun,
  openRun,
  type RunEnd,
  type ScenarioRun,
  type WalkedTurn,
  walkSteps,
} from './scenario-run.ts'

/** What came of the last choice: its words, and either its consequence or the deadlines that passed meanwhile. */
export type LastTurn = { labelHtml: string; consequenceHtml: string | null; passed: readonly { html: string }[] }

/** Where a run stands, as its person may see it: nothing tells what a choice leads to. */
export type SceneView = {
  runId: string
  /** Choices made so far. */
  step: number
  scene: { title: string; html: string; choices: readonly { labelHtml: string; takes: number }[] }
  elapsed: number
  last: LastTurn | null
}

export type EndingView = { runId: string; ending: Ending; elapsed: number; last: LastTurn | null }

export function viewScene(scenario: Scenario, run: ScenarioRun): SceneView {
  const { state, turns } = walkSteps(scenario, run.steps)
  const scene = sceneOf(scenario, state.at)
  if (!scene) throw new Error(`The run ${run.id} is at no scene`)
  return {
    runId: run.id,
    step: run.steps.length,
    scene: {
      title: scene.title,
      html: scene.html,
      choices: scene.choices.map(({ labelHtml, takes }) => ({ labelHtml, takes })),
    },
    elapsed: state.elapsed,
    last: lastTurn(turns),
  }
}

export function viewEnding(scenario: Scenario, run: EndedRun): EndingView {
  const { state, turns } = walkSteps(scenario, run.steps)
  const ending = endingOf(scenario, state.at)
  if (!ending) throw new Error(`The run ${run.id} is at no ending`)
  return { runId: run.id, ending, elapsed: state.elapsed, last: lastTurn(turns) }
}

function lastTurn(turns: readonly WalkedTurn[]): LastTurn | null {
  const turn = turns.at(-1)
  if (!turn) return null
  const { labelHtml, consequenceHtml } = turn.choice
  return { labelHtml, passed: turn.passed, consequenceHtml: turn.passed.length > 0 ? null : consequenceHtml }
}

/** A choice as the debrief tells it. */
export type ToldChoice = {
  labelHtml: string
  /** What came of it; null where a deadline passed meanwhile, so that something else did. */
  consequenceHtml: string | null
  takes: number
  points: readonly { competence: string; points: number }[]
  articles: readonly ArticleReference[]
}

export type ToldTurn = {
  title: string
  html: string
  /** Minutes of the case when it was chosen. */
  from: number
  chosen: ToldChoice
  passed: readonly { html: string }[]
  /** The choices that were not taken. */
  others: readonly ToldChoice[]
}

export type Debrief = {
  runId: string
  endedAt: number
  ending: Ending
  elapsed: number
  points: readonly { competence: string; points: number; most: number }[]
  turns: readonly ToldTurn[]
}

/** All that is told of a run once it has ended: the path, and what every choice on it would have led to. */
export function debriefOf(scenario: Scenario, run: EndedRun): Debrief {
  const { state, turns } = walkSteps(scenario, run.steps)
  const { ending } = viewEnding(scenario, run)
  const tell = ({ labelHtml, consequenceHtml, takes, points, articles }: Choice): ToldChoice => ({
    labelHtml,
    consequenceHtml,
    takes,
    points: scenario.competences.flatMap(({ name: competence }, index) => {
      const given = points[index] ?? 0
      return given === 0 ? [] : [{ competence, points: given }]
    }),
    articles,
  })
  return {
    runId: run.id,
    endedAt: run.endedAt,
    ending,
    elapsed: state.elapsed,
    points: scenario.competences.map(({ name: competence }, index) => ({
      competence,
      points: state.points[index] ?? 0,
      most: scenario.most[index] ?? 0,
    })),
    turns: turns.map(({ scene, chosen, choice, points, from, passed }) => {
      const told = tell({ ...choice, points })
      return {
        title: scene.title,
        html: scene.html,
        from,
        chosen: passed.length > 0 ? { ...told, consequenceHtml: null } : told,
        passed,
        others: scene.choices.filter((_, index) => index !== chosen).map(tell),
      }
    }),
  }
}

/** What a lesson's page shows of a scenario in it. */
export type ScenarioCardView = {
  id: string
  href: string
  title: string
  situationHtml: string
  minutes: number
  /** The run under way: which scene it stands at, counted from 1; its title where it is known without another wording. */
  open: { number: number; title: string | null } | null
  last: RunEnd | null
  /** The best ending, unless it is the last one. */
  best: RunEnd | null
}

/** `runs` are a person's runs of this scenario, latest first. `wording` is the present one, and where its page is. */
export function viewCard(
  wording: { scenario: Scenario; documentHash: string; href: string },
  runs: readonly ScenarioRun[],
): ScenarioCardView {
  const { scenario, documentHash, href } = wording
  const { id, title, situationHtml, minutes } = scenario
  const open = openRun(runs)
  const ended = endedRuns(runs)
  const last = ended[0] ?? null
  const best = bestRun(ended)
  return {
    id,
    href,
    title,
    situationHtml,
    minutes,
    open: open && {
      number: open.steps.length + 1,
      title: open.documentHash === documentHash ? viewScene(scenario, open).scene.title : null,
    },
    last: last && last.end,
    best: best && best !== last ? best.end : null,
  }
}

/** Whether the lesson has another wording of a scenario by now. One that it has no more counts as unchanged. */
export function isChanged(walked: Scenario, current: Scenario | null): boolean {
  return current !== null && current !== walked && JSON.stringify(current) !== JSON.stringify(walked)
}
