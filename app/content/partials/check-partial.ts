import type { Root } from 'mdast'
import { checkNodes } from '../dialect/check-nodes.ts'
import { components } from '../dialect/dialect.ts'
import { attributeOf, isComponent } from '../dialect/element.ts'
import { placeOfAttribute, placeOfNode } from '../dialect/node-place.ts'
import { walk } from '../dialect/walk.ts'
import type { SourceFacts } from '../check/source-facts.ts'
import { splitFrontmatter } from '../files/split-frontmatter.ts'
import { errorAt, type LocalProblem, START } from '../problem.ts'
import { takesPartial } from './partial-family.ts'

/** What an author may not write in a partial: what a lesson may not hold, and what only a lesson may hold. */
export function checkPartialText(tree: Root): LocalProblem[] {
  const problems = checkNodes(tree, 'lesson')
  walk(tree, (node) => {
    if (!isComponent(node)) return
    const { name } = node
    if (name === 'Partial') {
      const hint = 'Include both in the lesson, one after the other.'
      problems.push(errorAt(placeOfNode(node), 'partial', 'A partial includes no other partial.', hint))
    } else if (components.get(name ?? '')?.place === 'apart') {
      const message = `<${name}> cannot stand in a partial: its id may stand in one lesson only.`
      problems.push(errorAt(placeOfNode(node), 'partial', message, 'Write it in the lesson.'))
    }
  })
  return problems
}

/** Fields at the start of a partial, which has none. */
export function checkNoFields(source: string): LocalProblem[] {
  if (!splitFrontmatter(source)) return []
  return [errorAt(START, 'partial', 'A partial has no fields.', 'Remove the lines from --- to ---.')]
}

/** The partials that a text includes. */
export function includesOf(tree: Root): SourceFacts['includes'] {
  const includes: SourceFacts['includes'][number][] = []
  walk(tree, (node, ancestors) => {
    if (!isComponent(node) || node.name !== 'Partial' || !takesPartial(ancestors.at(-1))) return
    const target = attributeOf(node, 'src')
    const inside = ancestors.at(-1)?.type !== 'root'
    if (target !== null) includes.push({ target, inside, place: placeOfAttribute(node, 'src') })
  })
  return includes
}

export function headingsOf(tree: Root): SourceFacts['headings'] {
  const headings: SourceFacts['headings'][number][] = []
  walk(tree, (node) => {
    if (node.type === 'heading') headings.push({ depth: node.depth, place: placeOfNode(node) })
  })
  return headings
}
