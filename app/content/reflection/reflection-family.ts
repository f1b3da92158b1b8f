import type { Nodes, Parents } from 'mdast'
import { type ComponentElement, isComponent } from '../dialect/element.ts'
import { type Family, required } from '../dialect/family.ts'
import { placeOfNode } from '../dialect/node-place.ts'
import { plainText } from '../dialect/plain-text.ts'
import { errorAt, type LocalProblem } from '../problem.ts'

/** Questions to oneself, answered in private. */
export const reflectionFamily: Family = {
  components: [
    ['Reflect', { place: 'apart', attributes: new Map([['id', required('id')]]), content: 'must', only: 'lesson' }],
  ],
  check: checkPrompt,
}

/**
 * The question is kept with the note and shown far from its lesson: it is paragraphs and lists, with nothing that needs
 * the rest of the page.
 */
function checkPrompt(element: ComponentElement, _ancestors: readonly Parents[]): LocalProblem[] {
  if (element.children.length === 0) return []
  if (plainText(element) === '') {
    return [errorAt(placeOfNode(element), 'reflection', 'This reflection asks nothing.', 'Write the question in it.')]
  }
  return strangeIn(element).map((node) =>
    errorAt(
      placeOfNode(node),
      'reflection',
      `A reflection holds no ${wordFor(node)}.`,
      'Write its question in plain paragraphs or a list, and put the rest before it.',
    ),
  )
}

function strangeIn(node: Nodes): Nodes[] {
  if (!('children' in node)) return []
  return node.children.flatMap((child: Nodes) => (isStrange(child) ? [child] : strangeIn(child)))
}

function isStrange(node: Nodes): boolean {
  if (isComponent(node)) return node.type === 'mdxJsxFlowElement'
  return ['heading', 'table', 'code', 'footnoteReference', 'footnoteDefinition', 'thematicBreak'].includes(node.type)
}

function wordFor(node: Nodes): string {
  if (isComponent(node)) return `<${node.name}>`
  if (node.type === 'footnoteReference' || node.type === 'footnoteDefinition') return 'footnote'
  return node.type === 'thematicBreak' ? 'rule' : node.type === 'code' ? 'block of code' : node.type
}
