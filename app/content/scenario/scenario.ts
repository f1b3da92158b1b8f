import type { ArticleReference } from '#app/convention/article-reference.ts'

export const outcomes = ['good', 'mixed', 'bad'] as const
export type Outcome = (typeof outcomes)[number]

/** What a choice gives points for. */
export type Competence = { id: string; name: string }

/** Something that happens at its time unless it is met before. */
export type Deadline = {
  id: string
  /** Minutes from the start of the case, or from the end of the choice that starts it. */
  after: number
  /** The scene or ending in which the case goes on when it passes. */
  to: string
  /** Shown when it passes. */
  html: string
}

export type Choice = {
  /** The words of the choice, without a paragraph around them. */
  labelHtml: string
  /** What comes of it, as long as no deadline passes meanwhile. */
  consequenceHtml: string
  /** A scene or an ending. */
  to: string
  /** Minutes. */
  takes: number
  /** Ids of deadlines that it meets, if it ends in time. */
  meets: readonly string[]
  /** Ids of deadlines that begin to run, or run anew, when it ends. */
  starts: readonly string[]
  /** Ids of deadlines that no longer matter once it is made. */
  stops: readonly string[]
  /** One number for each competence of the scenario, in its order. */
  points: readonly number[]
  articles: readonly ArticleReference[]
}

export type Scene = { id: string; title: string; html: string; choices: readonly Choice[] }

export type Ending = { id: string; title: string; outcome: Outcome; html: string }

/** A branching case as authored. A choice is identified by its index in its scene, within this wording. */
export type Scenario = {
  id: string
  title: string
  /** What is known before the first scene. */
  situationHtml: string
  /** Id of the first scene. */
  start: string
  /** Minutes after midnight at which the case begins. */
  clock: number
  competences: readonly Competence[]
  /** Objective id of the course; null when the author named none. */
  objective: string | null
  deadlines: readonly Deadline[]
  scenes: readonly Scene[]
  endings: readonly Ending[]
  /** The most points that one walk can bring, for each competence by itself. */
  most: readonly number[]
  /** Time to read the longest walk once, in minutes. */
  minutes: number
}

export function sceneOf(scenario: Scenario, id: string): Scene | null {
  return scenario.scenes.find((scene) => scene.id === id) ?? null
}

export function endingOf(scenario: Scenario, id: string): Ending | null {
  return scenario.endings.find((ending) => ending.id === id) ?? null
}

/** The address of a scenario, from that of its lesson. */
export function scenarioHref(lessonHref: string, scenarioId: string): string {
  return `${lessonHref}/scenarios/${scenarioId}`
}
