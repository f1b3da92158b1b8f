import { expect, test } from 'vitest'
import { beginPlan, isAtEnding, type PlannedChoice, type ScenarioPlan, takeChoice } from './scenario-rules.ts'

const choice = (to: string, takes: number, more: Partial<PlannedChoice> = {}): PlannedChoice => ({
  to,
  takes,
  meets: [],
  starts: [],
  stops: [],
  points: [0],
  ...more,
})

/** A log that is lost after an hour, an order that runs for two once it is made, and a meeting after three. */
const plan: ScenarioPlan = {
  start: 'desk',
  competences: ['preserving'],
  deadlines: [
    { id: 'log', after: 60, to: 'lost' },
    { id: 'order', after: 120, to: 'lapsed' },
    { id: 'meeting', after: 180, to: 'meeting' },
  ],
  scenes: [
    {
      id: 'desk',
      choices: [
        choice('kept', 30, { meets: ['log'], starts: ['order'], points: [2] }),
        choice('desk', 40),
        choice('kept', 200),
        choice('kept', 60, { meets: ['log'] }),
      ],
    },
    {
      id: 'kept',
      choices: [
        choice('won', 10, { points: [1] }),
        choice('kept', 100),
        choice('kept', 50, { starts: ['order'] }),
        choice('won', 1000, { stops: ['order', 'meeting'] }),
        choice('won', 1000, { stops: ['order'] }),
      ],
    },
    { id: 'lost', choices: [choice('lapsed', 5), choice('kept', 5)] },
    { id: 'meeting', choices: [choice('lapsed', 5)] },
  ],
  endings: [{ id: 'won' }, { id: 'lapsed' }],
}

/** The state after some choices, and what passed with the last one. */
function walk(...choices: number[]) {
  let turn: { state: ReturnType<typeof beginPlan>; passed: readonly string[] } = { state: beginPlan(plan), passed: [] }
  for (const index of choices) {
    const next = takeChoice(plan, turn.state, index)
    if (!next) throw new Error(`No choice ${index} at ${turn.state.at}`)
    turn = next
  }
  return { ...turn.state, passed: turn.passed }
}

test('at the beginning all deadlines run but those that a choice starts', () => {
  expect(beginPlan(plan)).toEqual({ at: 'desk', elapsed: 0, deadlines: [60, 'waiting', 180], points: [0] })
})

test('a choice takes its time, gives its points, meets and starts deadlines', () => {
  expect(walk(0)).toEqual({ at: 'kept', elapsed: 30, deadlines: ['met', 150, 180], points: [2], passed: [] })
})

test('a deadline is met by a choice that ends at its very minute', () => {
  expect(walk(3)).toMatchObject({ at: 'kept', elapsed: 60, deadlines: ['met', 'waiting', 180] })
})

test('a deadline that passes leads to its scene instead, once', () => {
  expect(walk(1)).toMatchObject({ at: 'desk', passed: [] })
  expect(walk(1, 1)).toMatchObject({ at: 'lost', elapsed: 80, deadlines: ['passed', 'waiting', 180], passed: ['log'] })
  expect(walk(1, 1, 1)).toMatchObject({ at: 'kept', passed: [] })
})

test('a choice that comes too late for its deadline starts nothing and brings no points', () => {
  expect(walk(1, 0)).toMatchObject({ at: 'lost', deadlines: ['passed', 'waiting', 180], points: [0], passed: ['log'] })
})

test('of two deadlines that pass together both are told, and the later one decides', () => {
  expect(walk(2)).toMatchObject({
    at: 'meeting',
    deadlines: ['passed', 'waiting', 'passed'],
    passed: ['log', 'meeting'],
  })
})

test('an ending ends the case at once, whatever would have passed later', () => {
  expect(walk(0, 1, 1)).toMatchObject({ at: 'lapsed', deadlines: ['met', 'passed', 180], passed: ['order'] })
  expect(isAtEnding(plan, walk(0, 1, 1))).toBe(true)
  expect(isAtEnding(plan, walk(0))).toBe(false)
})

test('a running deadline is renewed by being started again', () => {
  expect(walk(0, 1)).toMatchObject({ elapsed: 130, deadlines: ['met', 150, 180] })
  expect(walk(0, 2, 2)).toMatchObject({ elapsed: 130, deadlines: ['met', 250, 180], passed: [] })
})

test('a deadline that is stopped does not pass, however long the choice takes', () => {
  expect(walk(0, 3)).toMatchObject({ at: 'won', elapsed: 1030, deadlines: ['met', 'met', 'met'], passed: [] })
  expect(walk(0, 4)).toMatchObject({ at: 'meeting', deadlines: ['met', 'met', 'passed'], passed: ['meeting'] })
})

test('there is nothing to choose at an ending, and no choice but those of the scene', () => {
  const { passed: _passed, ...ended } = walk(0, 0)
  expect(ended).toMatchObject({ at: 'won', points: [3] })
  expect(takeChoice(plan, ended, 0)).toBeNull()
  for (const index of [-1, 4, 0.5, Number.NaN]) expect(takeChoice(plan, beginPlan(plan), index)).toBeNull()
})
