import type { Paragraph, RootContent } from 'mdast'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import { type ArticleReference, parseArticleReference } from '#app/convention/article-reference.ts'
import { parseDuration } from '../dialect/attribute-values.ts'
import { attributeOf, childrenNamed } from '../dialect/element.ts'
import { placeOfNode } from '../dialect/node-place.ts'
import type { Place } from '../problem.ts'
import { parseClock, parseCompetences, parseIds, parsePoints } from './scenario-attributes.ts'
import { type Competence, outcomes } from './scenario.ts'

/** A component of a scenario as it stands in the text. */
type Part = {
  element: MdxJsxFlowElement
  place: Place
  content: readonly RootContent[]
}

export type ChoicePart = Part & {
  label: Paragraph | null
  consequence: readonly RootContent[]
  to: string
  takes: number
  meets: readonly string[]
  starts: readonly string[]
  stops: readonly string[]
  /** By competence, in the order of the scenario. */
  points: readonly number[]
  articles: readonly ArticleReference[]
}

/** `content` is what stands before the first choice; `stray` what stands after it and is no choice. */
export type ScenePart = Part & {
  id: string
  title: string
  choices: readonly ChoicePart[]
  stray: readonly RootContent[]
}

/** A scenario's pieces, as nodes of its text. What is missing or cannot be read is empty or 0. */
export type ScenarioParts = Part & {
  id: string
  title: string
  start: string
  clock: number
  competences: readonly Competence[]
  objective: string | null
  situation: readonly RootContent[]
  deadlines: readonly (Part & { id: string; after: number; to: string })[]
  scenes: readonly ScenePart[]
  endings: readonly (Part & { id: string; title: string; outcome: (typeof outcomes)[number] })[]
  /** What stands after the situation and is none of its components. */
  stray: readonly RootContent[]
}

/** Takes a scenario apart. Says nothing of mistakes: see check-scenario.ts. */
export function scenarioParts(element: MdxJsxFlowElement): ScenarioParts {
  const value = (part: MdxJsxFlowElement, name: string) => attributeOf(part, name) ?? ''
  const competences = parseCompetences(value(element, 'competences')).filter((one) => one !== null)
  const { before, after } = splitAt(element, ['Deadline', 'Scene', 'Ending'])
  return {
    ...partOf(element),
    id: value(element, 'id'),
    title: value(element, 'title'),
    start: value(element, 'start'),
    clock: parseClock(value(element, 'clock')) ?? 0,
    competences,
    objective: attributeOf(element, 'objective'),
    situation: before,
    stray: after,
    deadlines: childrenNamed(element, 'Deadline').map((part) => ({
      ...partOf(part),
      id: value(part, 'id'),
      after: parseDuration(value(part, 'after')) ?? 0,
      to: value(part, 'to'),
    })),
    scenes: childrenNamed(element, 'Scene').map((part) => {
      const text = splitAt(part, ['Choice'])
      return {
        ...partOf(part),
        id: value(part, 'id'),
        title: value(part, 'title'),
        content: text.before,
        stray: text.after,
        choices: childrenNamed(part, 'Choice').map((choice) => choicePart(choice, competences)),
      }
    }),
    endings: childrenNamed(element, 'Ending').map((part) => ({
      ...partOf(part),
      id: value(part, 'id'),
      title: value(part, 'title'),
      outcome: outcomes.find((outcome) => outcome === value(part, 'outcome')) ?? 'mixed',
    })),
  }
}

function choicePart(element: MdxJsxFlowElement, competences: readonly Competence[]): ChoicePart {
  const value = (name: string) => attributeOf(element, name) ?? ''
  const part = partOf(element)
  const [first, ...rest] = part.content
  const given = parsePoints(value('points'))
  return {
    ...part,
    label: first?.type === 'paragraph' ? first : null,
    consequence: first?.type === 'paragraph' ? rest : part.content,
    to: value('to'),
    takes: parseDuration(value('takes')) ?? 0,
    meets: parseIds(value('meets')),
    starts: parseIds(value('starts')),
    stops: parseIds(value('stops')),
    points: competences.map(({ id }) => given.find((one) => one?.id === id)?.points ?? 0),
    articles: value('articles')
      .split(',')
      .flatMap((one) => parseArticleReference(one) ?? []),
  }
}

function partOf(element: MdxJsxFlowElement): Part {
  return { element, place: placeOfNode(element), content: element.children }
}

/** The place of an attribute; of its element when it has none. */
export function placeOfAttribute({ element, place }: Part, name: string): Place {
  const attribute = element.attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === name)
  return attribute?.position?.start ?? place
}

/** What stands before the first component of some names, and what else stands after it. */
function splitAt(
  { children }: MdxJsxFlowElement,
  names: readonly string[],
): { before: readonly RootContent[]; after: readonly RootContent[] } {
  const content: readonly RootContent[] = children
  const isNamed = (node: RootContent) => node.type === 'mdxJsxFlowElement' && names.includes(node.name ?? '')
  const first = content.findIndex(isNamed)
  if (first < 0) return { before: content, after: [] }
  return { before: content.slice(0, first), after: content.slice(first).filter((node) => !isNamed(node)) }
}
