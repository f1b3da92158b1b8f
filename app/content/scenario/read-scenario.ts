import type { RootContent } from 'mdast'
import type { ApartReader } from '../dialect/apart.ts'
import { READING_SPEED } from '../dialect/check-prose.ts'
import { countWords, plainText } from '../dialect/plain-text.ts'
import { isError } from '../problem.ts'
import { checkScenario } from './check-scenario.ts'
import { checkWays } from './check-ways.ts'
import { type Explored, exploreScenario } from './explore-scenario.ts'
import { type ScenarioParts, scenarioParts } from './scenario-parts.ts'

/** A branching case: its situation, deadlines, scenes with their choices, and endings. */
export const readScenario: ApartReader = (element) => {
  const parts = scenarioParts(element)
  const { id, objective, place, situation, deadlines, scenes, endings } = parts
  const problems = checkScenario(parts)
  // With names that lead nowhere, nothing can be said of the ways.
  const canBeWalked = !problems.some(isError) && parts.start !== '' && allLead(parts)
  const explored: Explored | null = canBeWalked ? exploreScenario(parts, wordsOf(parts)) : null
  return {
    problems: explored ? [...problems, ...checkWays(parts, explored)] : problems,
    facts: {
      ids: [
        { id, what: 'scenario', place },
        ...[...scenes, ...endings].map((one) => ({ id: one.id, what: 'scene' as const, place: one.place })),
      ],
      objectives: objective ? [{ id: objective, byQuestion: false, place }] : [],
    },
    pieces: [
      ['situation', situation],
      ...deadlines.map(({ content }, index) => [`deadline-${index}`, content] as const),
      ...scenes.flatMap(({ content, choices }, index) => [
        [`scene-${index}`, content] as const,
        ...choices.flatMap(({ label, consequence }, choice) => [
          [`choice-${index}-${choice}`, label?.children ?? []] as const,
          [`consequence-${index}-${choice}`, consequence] as const,
        ]),
      ]),
      ...endings.map(({ content }, index) => [`ending-${index}`, content] as const),
    ],
    finish: (html) => ({
      part: { kind: 'scenario', scenarioId: id },
      scenario: {
        id,
        title: parts.title,
        situationHtml: html('situation'),
        start: parts.start,
        clock: parts.clock,
        competences: parts.competences,
        objective,
        deadlines: deadlines.map(({ id, after, to }, index) => ({ id, after, to, html: html(`deadline-${index}`) })),
        scenes: scenes.map(({ id, title, choices }, index) => ({
          id,
          title,
          html: html(`scene-${index}`),
          choices: choices.map(({ to, takes, meets, starts, stops, points, articles }, choice) => ({
            labelHtml: html(`choice-${index}-${choice}`),
            consequenceHtml: html(`consequence-${index}-${choice}`),
            to,
            takes,
            meets,
            starts,
            stops,
            points,
            articles,
          })),
        })),
        endings: endings.map(({ id, title, outcome }, index) => ({
          id,
          title,
          outcome,
          html: html(`ending-${index}`),
        })),
        most: explored?.status === 'explored' ? explored.most : parts.competences.map(() => 0),
        minutes: minutesOf(situation, explored),
      },
    }),
  }
}

/** Whether each target was written at all: a missing one is told with the attributes. */
function allLead({ deadlines, scenes }: ScenarioParts): boolean {
  return [...deadlines, ...scenes.flatMap(({ choices }) => choices)].every(({ to }) => to !== '')
}

const words = (nodes: readonly RootContent[]) => nodes.reduce((sum, node) => sum + countWords(plainText(node), 'en'), 0)

/** Words to read in a scene with all its choices, or in an ending; and in the consequence of a choice. */
function wordsOf({ scenes, endings }: ScenarioParts): (at: string, choice?: number) => number {
  const read = new Map<string, number>()
  for (const { id, content } of endings) read.set(id, words(content))
  for (const { id, content, choices } of scenes) {
    read.set(id, words([...content, ...choices.flatMap(({ label }) => label ?? [])]))
    choices.forEach(({ consequence }, index) => read.set(`${id} ${index}`, words(consequence)))
  }
  return (at, choice) => read.get(choice === undefined ? at : `${at} ${choice}`) ?? 0
}

function minutesOf(situation: readonly RootContent[], explored: Explored | null): number {
  const heaviest = explored?.status === 'explored' ? explored.heaviest : 0
  return Math.max(1, Math.ceil((words(situation) + heaviest) / READING_SPEED))
}
