import { beginPlan, isAtEnding, type ScenarioPlan, type ScenarioState, takeChoice } from './scenario-rules.ts'

/** More states than this are not looked at: a case that anybody can oversee has a few hundred. */
export const MOST_STATES = 20_000

/** A choice by its scene and its index there. */
export type ChoiceAt = { scene: string; choice: number }

export type Explored =
  | { status: 'too-many' }
  | {
      status: 'explored'
      states: number
      /** Scenes and endings that can be reached. */
      reached: ReadonlySet<string>
      /** Deadlines that can pass. */
      passed: ReadonlySet<string>
      /** Scenes from which, in some state, no way leads to an ending, each with the scenes of a shortest way into it. */
      trapped: ReadonlyMap<string, readonly string[]>
      /** Choices that can be taken without end. */
      endless: readonly ChoiceAt[]
      /** The most points of one walk to an ending, for each competence by itself. */
      most: readonly number[]
      /** The most that a walk to an ending weighs, by `weigh`, each scene counted once. */
      heaviest: number
    }

type Edge = { choice: number; target: number; points: readonly number[] }
type Node = { state: ScenarioState; from: number; edges: Edge[] }

/**
 * Looks at every state that choices can lead to. States that differ only in the time of day are one: what counts is the
 * time left to each running deadline, which is bounded. `weigh` gives a number for a scene or ending, and for a choice.
 */
export function exploreScenario(
  plan: ScenarioPlan,
  weigh: (at: string, choice?: number) => number = () => 0,
  mostStates = MOST_STATES,
): Explored {
  const nodes = findStates(plan, mostStates)
  if (!nodes) return { status: 'too-many' }
  const passed = new Set<string>()
  for (const { state } of nodes) {
    plan.deadlines.forEach(({ id }, place) => {
      if (state.deadlines[place] === 'passed') passed.add(id)
    })
  }
  const loops = loopsOf(nodes)
  const ways = waysOut(plan, nodes, loops)
  const trapped = new Map<string, string[]>()
  nodes.forEach(({ state: { at } }, index) => {
    if (ways.ends[loops.of[index] ?? 0] || trapped.has(at)) return
    trapped.set(at, wayInto(nodes, index))
  })
  return {
    status: 'explored',
    states: nodes.length,
    reached: new Set(nodes.map(({ state }) => state.at)),
    passed,
    trapped,
    endless: endlessChoices(nodes, loops),
    most: ways.most[loops.of[0] ?? 0] ?? [],
    heaviest: heaviestWalk(nodes, weigh),
  }
}

/** The states by breadth first, the beginning first; null when there are too many. */
function findStates(plan: ScenarioPlan, mostStates: number): Node[] | null {
  const nodes: Node[] = []
  const known = new Map<string, number>()
  const nodeOf = (state: ScenarioState, from: number) => {
    const bare = withoutHistory(state)
    const key = JSON.stringify([bare.at, bare.deadlines])
    let node = known.get(key)
    if (node === undefined) {
      node = nodes.push({ state: bare, from, edges: [] }) - 1
      known.set(key, node)
    }
    return node
  }
  nodeOf(beginPlan(plan), -1)
  for (let index = 0; index < nodes.length; index += 1) {
    if (nodes.length > mostStates) return null
    const { state, edges } = nodes[index] as Node
    const choices = plan.scenes.find(({ id }) => id === state.at)?.choices ?? []
    choices.forEach((_, choice) => {
      const turn = takeChoice(plan, state, choice)
      if (!turn) return
      const { points } = turn.state
      edges.push({ choice, target: nodeOf(turn.state, index), points })
    })
  }
  return nodes
}

/** The state as far as it decides what can still happen: the clock at 0, deadlines by the time left to them. */
function withoutHistory({ at, elapsed, deadlines, points }: ScenarioState): ScenarioState {
  return {
    at,
    elapsed: 0,
    deadlines: deadlines.map((due) => (typeof due === 'number' ? due - elapsed : due)),
    points: points.map(() => 0),
  }
}

type Loops = {
  /** The loop of each node; a node outside of all loops is one by itself. A loop has a lower number than what leads to it. */
  of: readonly number[]
  members: readonly (readonly number[])[]
}

/** Strongly connected components, by Tarjan's algorithm without recursion (SIAM J. Comput. 1, 1972). */
function loopsOf(nodes: readonly { edges: readonly { target: number }[] }[]): Loops {
  const of: number[] = []
  const members: number[][] = []
  const order: number[] = []
  const low: number[] = []
  const open: number[] = []
  const path: { node: number; next: number }[] = []
  let visited = 0
  const enter = (node: number) => {
    order[node] = low[node] = visited
    visited += 1
    open.push(node)
    path.push({ node, next: 0 })
  }
  enter(0)
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const { node, next } = top
    const target = nodes[node]?.edges[next]?.target
    if (target !== undefined) {
      top.next += 1
      if (order[target] === undefined) enter(target)
      else if (of[target] === undefined) low[node] = Math.min(low[node] ?? 0, order[target])
      continue
    }
    path.pop()
    const parent = path.at(-1)?.node
    if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[node] ?? 0)
    if (low[node] !== order[node]) continue
    const loop = open.splice(open.lastIndexOf(node))
    for (const member of loop) of[member] = members.length
    members.push(loop)
  }
  return { of, members }
}

/** For each loop: whether an ending can be reached from it, and the most points on a way there. */
function waysOut(
  plan: ScenarioPlan,
  nodes: readonly Node[],
  { of, members }: Loops,
): { ends: boolean[]; most: number[][] } {
  const ends: boolean[] = []
  const most: number[][] = []
  members.forEach((loop, number) => {
    const inside = loop.map((index) => nodes[index] as Node)
    const outward = inside.flatMap(({ edges }) => edges).filter(({ target }) => of[target] !== number)
    const onward = outward.filter(({ target }) => ends[of[target] ?? 0])
    ends.push(onward.length > 0 || inside.some(({ state }) => isAtEnding(plan, state)))
    most.push(
      plan.competences.map((_, competence) => {
        const sums = onward.map(
          ({ points, target }) => (points[competence] ?? 0) + (most[of[target] ?? 0]?.[competence] ?? 0),
        )
        return sums.length === 0 ? 0 : sums.reduce(larger)
      }),
    )
  })
  return { ends, most }
}

const larger = (a: number, b: number) => Math.max(a, b)

/** The heaviest walk through the scenes, whatever the clock: of scenes that lead back to each other, each counts once. */
function heaviestWalk(nodes: readonly Node[], weigh: (at: string, choice?: number) => number): number {
  const places = [...new Set(nodes.map(({ state }) => state.at))]
  const placeOf = new Map(places.map((at, place) => [at, place]))
  const scenes = places.map((at) => ({ at, edges: new Map<string, { target: number; weight: number }>() }))
  for (const { state, edges } of nodes) {
    for (const { choice, target } of edges) {
      const to = placeOf.get(nodes[target]?.state.at ?? '') ?? 0
      const from = scenes[placeOf.get(state.at) ?? 0]
      from?.edges.set(`${choice} ${to}`, { target: to, weight: weigh(state.at, choice) })
    }
  }
  const graph = scenes.map(({ at, edges }) => ({ at, edges: [...edges.values()] }))
  const { of, members } = loopsOf(graph)
  const heaviest: number[] = []
  members.forEach((loop, number) => {
    const inside = loop.flatMap((place) => graph[place] ?? [])
    const ahead = inside
      .flatMap(({ edges }) => edges)
      .filter(({ target }) => of[target] !== number)
      .map(({ target, weight }) => weight + (heaviest[of[target] ?? 0] ?? 0))
    heaviest.push(inside.reduce((sum, { at }) => sum + weigh(at), 0) + ahead.reduce(larger, 0))
  })
  return heaviest[of[0] ?? 0] ?? 0
}

function endlessChoices(nodes: readonly Node[], { of }: Loops): ChoiceAt[] {
  const found = new Map<string, ChoiceAt>()
  nodes.forEach(({ state, edges }, index) => {
    for (const { choice, target } of edges) {
      if (of[target] === of[index]) found.set(`${state.at} ${choice}`, { scene: state.at, choice })
    }
  })
  return [...found.values()]
}

function wayInto(nodes: readonly Node[], last: number): string[] {
  const way: string[] = []
  for (let index = last; index >= 0; index = nodes[index]?.from ?? -1) way.unshift(nodes[index]?.state.at ?? '')
  return way
}
