import { errorAt, type LocalProblem, warningAt } from '../problem.ts'
import { type Explored, MOST_STATES } from './explore-scenario.ts'
import { placeOfAttribute, type ScenarioParts } from './scenario-parts.ts'

/** What is wrong with the ways through a scenario whose names are all right. */
export function checkWays(parts: ScenarioParts, explored: Explored): LocalProblem[] {
  if (explored.status === 'too-many') {
    const message = `This scenario can go more than ${MOST_STATES.toLocaleString('en')} different ways.`
    const hint = 'Remove a way back to an earlier scene, use fewer deadlines, or let choices take longer.'
    return [errorAt(parts.place, 'too-many-states', message, hint)]
  }
  return [...checkReached(parts, explored), ...checkExits(parts, explored), ...checkPoints(parts, explored)]
}

type Whole = Extract<Explored, { status: 'explored' }>

function checkReached({ scenes, endings, deadlines }: ScenarioParts, { reached, passed }: Whole): LocalProblem[] {
  const unreached = ({ id }: { id: string }) => !reached.has(id)
  return [
    ...scenes
      .filter(unreached)
      .map(({ place, id }) =>
        errorAt(
          place,
          'unreachable',
          `No way leads to the scene "${id}".`,
          `Write to="${id}" in a choice, or remove it.`,
        ),
      ),
    ...endings
      .filter(unreached)
      .map(({ place, id }) =>
        errorAt(
          place,
          'unreachable',
          `No way leads to the ending "${id}".`,
          `Write to="${id}" in a choice, or remove it.`,
        ),
      ),
    ...deadlines
      .filter(({ id }) => !passed.has(id))
      .map(({ place, id }) =>
        warningAt(
          place,
          'idle-deadline',
          `The deadline "${id}" can never pass.`,
          'On every way it is met, or the case is over before. Make it shorter, or let choices take longer.',
        ),
      ),
  ]
}

function checkExits({ scenes }: ScenarioParts, { trapped }: Whole): LocalProblem[] {
  return scenes.flatMap(({ id, place }) => {
    const way = trapped.get(id)
    if (!way) return []
    const message = `From the scene "${id}" there is a way on which no ending can be reached.`
    const hint = `Come by ${way.join(' → ')}: let a choice or a deadline lead out.`
    return errorAt(place, 'no-exit', message, hint)
  })
}

function checkPoints({ scenes, competences, ...scenario }: ScenarioParts, { endless, most }: Whole): LocalProblem[] {
  const problems: LocalProblem[] = endless.flatMap(({ scene, choice }) => {
    const part = scenes.find(({ id }) => id === scene)?.choices[choice]
    if (!part || part.points.every((points) => points === 0)) return []
    return errorAt(
      placeOfAttribute(part, 'points'),
      'points',
      'This choice gives points, but it can be taken again and again.',
      'Give the points to the choice that leaves the loop.',
    )
  })
  competences.forEach(({ id }, index) => {
    if ((most[index] ?? 0) > 0) return
    const at = placeOfAttribute({ ...scenario }, 'competences')
    const hint = `Add points="${id}: 1" to a choice, or remove the competence.`
    problems.push(warningAt(at, 'idle-competence', `No way brings points for "${id}".`, hint))
  })
  return problems
}
