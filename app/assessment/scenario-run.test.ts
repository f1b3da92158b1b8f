import { expect, test } from 'vitest'
import type { Outcome } from '#app/content/scenario/scenario.ts'
import { buildScenario } from '#db/seed/scenario.ts'
import { bestRun, type EndedRun, endedRuns, openRun, type ScenarioRun, walkSteps } from './scenario-run.ts'

function run(id: string, more: Partial<ScenarioRun> = {}): ScenarioRun {
  return {
    id,
    courseRevisionId: 'rev',
    activityId: 'lesson',
    scenarioId: 'sc-night-call',
    documentHash: 'hash',
    steps: [],
    startedAt: 1,
    updatedAt: 1,
    endedAt: null,
    endingId: null,
    ...more,
  }
}

function ended(id: string, outcome: Outcome, points: number, endedAt: number): EndedRun {
  const end = { title: id, outcome, points }
  return { ...run(id, { steps: [{ scene: 's', choice: 0, at: 1, end }] }), endedAt, endingId: 'en', end }
}

test.each<[string, EndedRun[], string | null]>([
  ['none', [], null],
  ['the better outcome, whatever the points', [ended('bad', 'bad', 9, 1), ended('mixed', 'mixed', 1, 2)], 'mixed'],
  ['good before mixed', [ended('mixed', 'mixed', 5, 1), ended('good', 'good', 0, 2)], 'good'],
  ['of the same outcome, more points', [ended('few', 'good', 1, 1), ended('many', 'good', 3, 2)], 'many'],
  ['of the same points, the first', [ended('later', 'good', 3, 9), ended('sooner', 'good', 3, 2)], 'sooner'],
])('the best run is %s', (_what, runs, id) => {
  expect(bestRun(runs)?.id ?? null).toBe(id)
})

test('a run that was given up is neither open nor ended', () => {
  const runs = [run('given-up', { endedAt: 5 }), run('open'), ended('ended', 'good', 1, 3)]
  expect(openRun(runs)?.id).toBe('open')
  expect(endedRuns(runs).map(({ id }) => id)).toEqual(['ended'])
})

test('steps are walked again by the rules, with the time and the deadlines of each', () => {
  const step = { scene: 'sn-call', choice: 1 }
  const late = { scene: 'sn-call', choice: 0 }
  const { state, turns } = walkSteps(buildScenario(), [step, step, step])
  expect(state).toMatchObject({ at: 'sn-gone', elapsed: 540 })
  expect(turns.map(({ from, to, passed }) => [from, to, passed.map(({ id }) => id)])).toEqual([
    [0, 180, []],
    [180, 360, []],
    [360, 540, ['dl-log']],
  ])
  const inTime = walkSteps(buildScenario(), [step, step, late])
  expect(inTime.turns.map(({ points }) => points)).toEqual([
    [0, 0],
    [0, 0],
    [2, 0],
  ])
})

test.each([
  ['another scene', [{ scene: 'sn-kept', choice: 0 }]],
  ['a choice that is not there', [{ scene: 'sn-call', choice: 2 }]],
  [
    'a step after the end',
    [
      { scene: 'sn-call', choice: 0 },
      { scene: 'sn-kept', choice: 0 },
      { scene: 'en-read', choice: 0 },
    ],
  ],
])('steps that do not fit the wording are a bug: %s', (_what, steps) => {
  expect(() => walkSteps(buildScenario(), steps)).toThrow('do not fit')
})
