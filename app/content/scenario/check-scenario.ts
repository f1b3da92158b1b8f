import type { RootContent } from 'mdast'
import { isComponent } from '../dialect/element.ts'
import { placeOfNode } from '../dialect/node-place.ts'
import { plainText } from '../dialect/plain-text.ts'
import { didYouMean } from '../files/nearest-name.ts'
import { errorAt, type LocalProblem, type Place, warningAt } from '../problem.ts'
import { parseClock, parseCompetences, parsePoints } from './scenario-attributes.ts'
import { scenarioFamily } from './scenario-family.ts'
import { attributeOf } from '../dialect/element.ts'
import { type ChoicePart, placeOfAttribute, type ScenarioParts, type ScenePart } from './scenario-parts.ts'

/** What is wrong with a scenario, its ways apart: what it holds, and the names that its parts call each other by. */
export function checkScenario(parts: ScenarioParts): LocalProblem[] {
  const { place, scenes, endings, situation, stray } = parts
  const problems = [...checkAttributes(parts), ...checkDeadlines(parts), ...checkTarget(parts, parts, 'start')]
  if (isEmpty(situation)) {
    const hint = 'Write it below the opening line, before the first <Deadline> or <Scene>.'
    problems.push(errorAt(place, 'scenario', 'This scenario does not say what the case is.', hint))
  }
  if (scenes.length === 0) {
    problems.push(errorAt(place, 'scenario', 'This scenario has no scene.', 'Add a <Scene> with two choices.'))
  }
  if (endings.length === 0) {
    problems.push(errorAt(place, 'scenario', 'This scenario has no ending.', 'Add an <Ending>, better two or three.'))
  }
  problems.push(
    ...strayText(stray, 'Text between scenes is not shown.', 'Move it into a scene, or before the first one.'),
    ...scenes.flatMap((scene) => checkScene(scene, parts)),
  )
  return problems
}

function checkAttributes(parts: ScenarioParts): LocalProblem[] {
  const clock = attributeOf(parts.element, 'clock')
  const written = attributeOf(parts.element, 'competences')
  const problems: LocalProblem[] = []
  if (clock?.trim() && parseClock(clock) === null) {
    const at = placeOfAttribute(parts, 'clock')
    problems.push(errorAt(at, 'attribute', `"${clock}" is not a time of day.`, 'Write, for example, clock="22:40".'))
  }
  if (!written?.trim()) return problems
  const at = placeOfAttribute(parts, 'competences')
  const read = parseCompetences(written)
  const ids = read.map((one) => one?.id)
  if (read.length === 0 || read.includes(null)) {
    const hint = 'Write, for example, competences="preservation: Preserving data; cooperation: Working together".'
    problems.push(errorAt(at, 'competences', 'The competences cannot be read.', hint))
  } else if (new Set(ids).size < ids.length) {
    problems.push(errorAt(at, 'competences', 'Two competences have the same name before the colon.', 'Rename one.'))
  }
  return problems
}

/** Ids of scenes and endings are unique in all courses, which is checked there; those of deadlines, in their scenario. */
function checkDeadlines({ deadlines, scenes, endings, ...scenario }: ScenarioParts): LocalProblem[] {
  const others = new Set([...scenes, ...endings, scenario].map(({ id }) => id))
  return deadlines.flatMap((deadline, index) => {
    const problems = checkTarget(deadline, { ...scenario, deadlines, scenes, endings }, 'to')
    const isTwice = deadlines.slice(0, index).some(({ id }) => id === deadline.id) || others.has(deadline.id)
    if (deadline.id && isTwice) {
      const message = `The id "${deadline.id}" is there twice in this scenario.`
      problems.push(
        errorAt(placeOfAttribute(deadline, 'id'), 'duplicate-id', message, 'Give this deadline another id.'),
      )
    }
    return problems
  })
}

function checkScene(scene: ScenePart, parts: ScenarioParts): LocalProblem[] {
  const { place, content, choices, stray } = scene
  const problems = strayText(
    stray,
    'Text after the first choice is not shown.',
    'Move it before the choices, or into the choice it belongs to.',
  )
  if (isEmpty(content)) {
    const hint = 'Write it below the opening line, before the first <Choice>.'
    problems.push(errorAt(place, 'scenario', 'This scene does not say what happens.', hint))
  }
  if (choices.length === 0) {
    const hint = 'Add two choices, or make it an <Ending>.'
    problems.push(errorAt(place, 'scenario', 'This scene has no choice: the case could not go on.', hint))
  }
  if (choices.length === 1) {
    const hint = 'Add another choice that somebody could really make, or put the scene into the one before it.'
    problems.push(warningAt(place, 'one-choice', 'This scene has only one choice.', hint))
  }
  const seen = new Set<string>()
  for (const choice of choices) {
    problems.push(...checkChoice(choice, parts))
    const words = choice.label ? plainText(choice.label).toLowerCase().replace(/\s+/g, ' ') : ''
    if (words && seen.has(words)) {
      problems.push(errorAt(choice.place, 'scenario', 'This choice is there twice.', 'Reword or remove it.'))
    }
    seen.add(words)
  }
  return problems
}

function checkChoice(choice: ChoicePart, parts: ScenarioParts): LocalProblem[] {
  const { place, label, consequence, meets, starts, stops } = choice
  const problems = checkTarget(choice, parts, 'to')
  if (!label || plainText(label) === '') {
    const hint = 'Write what one does as the first paragraph inside <Choice>.'
    problems.push(errorAt(place, 'scenario', 'This choice does not say what one does.', hint))
  } else if (isEmpty(consequence)) {
    const hint = 'Below the first paragraph, after a blank line, say in a sentence what comes of it.'
    problems.push(errorAt(place, 'consequence', 'This choice does not say what comes of it.', hint))
  }
  const known = parts.deadlines.map(({ id }) => id)
  for (const [name, ids] of Object.entries({ meets, starts, stops })) {
    for (const id of ids.filter((one) => !known.includes(one))) {
      const hint = didYouMean(id, known) ?? listed('Its deadlines are', known, 'It has none: write a <Deadline>.')
      const at = placeOfAttribute(choice, name)
      problems.push(errorAt(at, 'unknown-deadline', `This scenario has no deadline "${id}".`, hint))
    }
  }
  return [...problems, ...checkPoints(choice, parts)]
}

function checkPoints(choice: ChoicePart, { competences }: ScenarioParts): LocalProblem[] {
  const at = placeOfAttribute(choice, 'points')
  const known = competences.map(({ id }) => id)
  const seen = new Set<string>()
  return parsePoints(attributeOf(choice.element, 'points') ?? '').flatMap((one) => {
    if (!one)
      return errorAt(at, 'points', 'The points cannot be read.', 'Write, for example, points="preservation: 2".')
    if (!known.includes(one.id)) {
      const hint = didYouMean(one.id, known) ?? listed('Its competences are', known, 'Name some in <Scenario>.')
      return errorAt(at, 'unknown-competence', `This scenario has no competence "${one.id}".`, hint)
    }
    if (seen.has(one.id)) {
      return errorAt(at, 'points', `The points for "${one.id}" are given twice.`, 'Keep one.')
    }
    seen.add(one.id)
    return []
  })
}

/** A name of a scene (or, for `to`, of an ending) that is not there. A missing one is told with the attributes. */
function checkTarget(
  part: Parameters<typeof placeOfAttribute>[0],
  { scenes, endings }: ScenarioParts,
  attribute: 'to' | 'start',
): LocalProblem[] {
  const target = attributeOf(part.element, attribute) ?? ''
  const ids = (attribute === 'start' ? scenes : [...scenes, ...endings]).map(({ id }) => id)
  if (target === '' || ids.includes(target)) return []
  const at: Place = placeOfAttribute(part, attribute)
  const message =
    attribute === 'start'
      ? `This scenario has no scene "${target}" to start with.`
      : `This scenario has no scene or ending "${target}".`
  const hint = didYouMean(target, ids) ?? listed('It has', ids, 'Write the <Scene> first.')
  return [errorAt(at, 'unknown-scene', message, hint)]
}

const listed = (words: string, names: readonly string[], none: string) =>
  names.length > 0 ? `${words} ${names.slice(0, 12).join(', ')}.` : none

const isEmpty = (nodes: readonly RootContent[]) => nodes.every((node) => !isComponent(node) && plainText(node) === '')

/** Text out of place. Parts of a scenario that stand wrongly are told as such. */
function strayText(nodes: readonly RootContent[], message: string, hint: string): LocalProblem[] {
  const own = scenarioFamily.components.map(([name]) => name)
  return nodes
    .filter((node) => !isComponent(node) || !own.includes(node.name ?? ''))
    .map((node) => errorAt(placeOfNode(node), 'scenario-text', message, hint))
}
