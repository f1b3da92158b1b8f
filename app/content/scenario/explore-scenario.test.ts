import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exploreScenario } from './explore-scenario.ts'
import { beginPlan, isAtEnding, type ScenarioPlan, type ScenarioState, takeChoice } from './scenario-rules.ts'

/** A way of fewer steps leads everywhere, because no state is met twice on it. */
const FEW = 40

const scenes = ['a', 'b', 'c', 'd']
const endings = ['x', 'y']
const places = fc.constantFrom(...scenes, ...endings)
const names = ['one', 'two']

/** Scenarios of up to four scenes that may be right or wrong in any way. */
const plans = fc.record({
  start: fc.constant('a'),
  competences: fc.constant([0, 1]),
  deadlines: fc
    .array(fc.record({ after: fc.integer({ min: 0, max: 5 }), to: places }), { maxLength: 2 })
    .map((list) => list.map((one, index) => ({ id: names[index] ?? '', ...one }))),
  scenes: fc.tuple(
    ...scenes.map((id) =>
      fc
        .array(
          fc.record({
            to: places,
            takes: fc.integer({ min: 0, max: 3 }),
            meets: fc.subarray(names),
            starts: fc.subarray(names, { maxLength: 1 }),
            stops: fc.subarray(names, { maxLength: 1 }),
            points: fc.tuple(fc.integer({ min: -1, max: 2 }), fc.constantFrom(0, 0, 0, 1)),
          }),
          { maxLength: 3 },
        )
        .map((choices) => ({ id, choices })),
    ),
  ),
  endings: fc.constant(endings.map((id) => ({ id }))),
})

/** Every state that up to `steps` choices lead to from one, the clock and all, step by step. */
function everyState(plan: ScenarioPlan, from: ScenarioState, steps = FEW): ScenarioState[][] {
  const layers = [[from]]
  for (let step = 0; step < steps; step += 1) {
    const next = new Map<string, ScenarioState>()
    for (const state of layers.at(-1) ?? []) {
      for (const turn of turnsOf(plan, state)) next.set(JSON.stringify(turn), turn)
    }
    layers.push([...next.values()])
  }
  return layers
}

function turnsOf(plan: ScenarioPlan, state: ScenarioState): ScenarioState[] {
  const choices = plan.scenes.find(({ id }) => id === state.at)?.choices ?? []
  return choices.flatMap((_, index) => takeChoice(plan, state, index)?.state ?? [])
}

const withoutPoints = (plan: ScenarioPlan): ScenarioPlan => ({ ...plan, competences: [] })

/** Small scenarios that were explored whole. */
function explorable(plan: ScenarioPlan) {
  const explored = exploreScenario(plan)
  fc.pre(explored.status === 'explored' && explored.states < FEW)
  if (explored.status !== 'explored') throw new Error('unreachable')
  return explored
}

test('what is said to be reached, and to pass, is what a walk through everything meets', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { reached, passed } = explorable(plan)
      const bare = withoutPoints(plan)
      const states = everyState(bare, beginPlan(bare)).flat()
      expect([...reached].sort()).toEqual([...new Set(states.map(({ at }) => at))].sort())
      const late = plan.deadlines.filter((_, index) => states.some(({ deadlines }) => deadlines[index] === 'passed'))
      expect([...passed].sort()).toEqual(late.map(({ id }) => id).sort())
    }),
    { numRuns: 300 },
  )
})

test('a scene is said to have no exit exactly when some walk into it never comes to an ending', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { trapped } = explorable(plan)
      const bare = withoutPoints(plan)
      const seen = new Map<string, ScenarioState>()
      for (const state of everyState(bare, beginPlan(bare)).flat()) {
        const left = state.deadlines.map((due) => (typeof due === 'number' ? due - state.elapsed : due))
        seen.set(JSON.stringify([state.at, left]), state)
      }
      const without = [...seen.values()].filter(
        (state) => !everyState(bare, state).some((layer) => layer.some((one) => isAtEnding(bare, one))),
      )
      expect([...trapped.keys()].sort()).toEqual([...new Set(without.map(({ at }) => at))].sort())
    }),
    { numRuns: 100 },
  )
})

test('the way told into a scene without an exit can be walked', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { trapped } = explorable(plan)
      for (const [at, way] of trapped) {
        expect(way.at(-1)).toBe(at)
        let states = [beginPlan(plan)]
        expect(way[0]).toBe(plan.start)
        for (const next of way.slice(1)) {
          states = states.flatMap((state) => turnsOf(plan, state)).filter((state) => state.at === next)
          expect(states).not.toEqual([])
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('the most points are those of the best walk to an ending, when nothing can be taken without end', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { most, endless, trapped } = explorable(plan)
      const paying = endless.filter(({ scene, choice }) =>
        plan.scenes.find(({ id }) => id === scene)?.choices[choice]?.points.some((points) => points !== 0),
      )
      fc.pre(paying.length === 0 && !trapped.has(plan.start))
      for (const competence of [0, 1]) {
        const best = bestSum(plan, competence)
        expect(most[competence]).toBe(best)
      }
    }),
    { numRuns: 300 },
  )
})

/** The best sum of one competence at any ending: of each state, only the best way to it is followed. */
function bestSum(plan: ScenarioPlan, competence: number): number {
  let layer = [beginPlan(plan)]
  let best = Number.NEGATIVE_INFINITY
  for (let step = 0; step < FEW * 2; step += 1) {
    const next = new Map<string, ScenarioState>()
    for (const state of layer) {
      const sum = state.points[competence] ?? 0
      if (isAtEnding(plan, state)) best = Math.max(best, sum)
      for (const turn of turnsOf(plan, state)) {
        const key = JSON.stringify([turn.at, turn.elapsed, turn.deadlines])
        const before = next.get(key)?.points[competence]
        if (before === undefined || before < (turn.points[competence] ?? 0)) next.set(key, turn)
      }
    }
    layer = [...next.values()]
  }
  return best
}

test('a choice is said to be endless exactly when it can be taken once more after any number of times', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { endless, states } = explorable(plan)
      fc.pre(states < 12)
      const counting = plan.scenes.flatMap(({ id, choices }) => choices.map((_, choice) => ({ scene: id, choice })))
      const found = counting.filter(({ scene, choice }) => {
        // One point for each time it is taken: more than there are states means without end.
        const counted: ScenarioPlan = {
          ...plan,
          competences: [0],
          scenes: plan.scenes.map(({ id, choices }) => ({
            id,
            choices: choices.map((one, index) => ({ ...one, points: [id === scene && index === choice ? 1 : 0] })),
          })),
        }
        return mostTimes(counted, states * states + states) > states
      })
      const key = ({ scene, choice }: { scene: string; choice: number }) => `${scene} ${choice}`
      expect(endless.map(key).sort()).toEqual(found.map(key).sort())
    }),
    { numRuns: 60 },
  )
})

function mostTimes(plan: ScenarioPlan, steps: number): number {
  let layer = [beginPlan(plan)]
  let most = 0
  for (let step = 0; step < steps; step += 1) {
    const next = new Map<string, ScenarioState>()
    for (const state of layer) {
      for (const turn of turnsOf(plan, state)) {
        const left = turn.deadlines.map((due) => (typeof due === 'number' ? due - turn.elapsed : due))
        const key = JSON.stringify([turn.at, left])
        const times = turn.points[0] ?? 0
        most = Math.max(most, times)
        if ((next.get(key)?.points[0] ?? -1) < times) next.set(key, turn)
      }
    }
    layer = [...next.values()]
  }
  return most
}

test('the heaviest walk counts each scene once, however often a loop leads back to it', () => {
  const plan: ScenarioPlan = {
    start: 'a',
    competences: [],
    deadlines: [],
    scenes: [
      {
        id: 'a',
        choices: [
          { to: 'a', takes: 5, meets: [], starts: [], stops: [], points: [] },
          { to: 'b', takes: 5, meets: [], starts: [], stops: [], points: [] },
          { to: 'x', takes: 5, meets: [], starts: [], stops: [], points: [] },
        ],
      },
      { id: 'b', choices: [{ to: 'x', takes: 5, meets: [], starts: [], stops: [], points: [] }] },
    ],
    endings: [{ id: 'x' }],
  }
  const explored = exploreScenario(plan, (_at, choice) => (choice === undefined ? 10 : 1))
  expect(explored).toMatchObject({ heaviest: 32, states: 3 })
})

test('a scenario of too many states is given up, soon', () => {
  const wait = { to: 'a', takes: 1, meets: [], starts: [], stops: [], points: [] }
  const plan: ScenarioPlan = {
    start: 'a',
    competences: [],
    deadlines: [{ id: 'one', after: 1_000_000, to: 'x' }],
    scenes: [{ id: 'a', choices: [wait] }],
    endings: [{ id: 'x' }],
  }
  expect(exploreScenario(plan)).toEqual({ status: 'too-many' })
  expect(exploreScenario({ ...plan, deadlines: [{ id: 'one', after: 1000, to: 'x' }] })).toMatchObject({
    status: 'explored',
    states: 1002,
  })
})
