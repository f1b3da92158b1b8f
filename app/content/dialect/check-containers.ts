import type { Nodes } from 'mdast'
import type { ComponentElement } from './element.ts'
import { placeOfNode } from './node-place.ts'
import { errorAt, type LocalProblem } from '../problem.ts'

/** Whether a component that is made for one thing (an ordered list, a table) holds just that. */
export function checkContainer(element: ComponentElement): LocalProblem[] {
  if (element.type !== 'mdxJsxFlowElement' || element.children.length === 0) return []
  const { name, children } = element
  const [first] = children
  const wrong = (at: Nodes | undefined, message: string, hint: string) => [
    errorAt(placeOfNode(at ?? element), 'component-content', message, hint),
  ]
  const only = (test: boolean) => children.length === 1 && test
  if (name === 'Steps' && !only(first?.type === 'list' && first.ordered === true)) {
    return wrong(
      strange(children, 'list'),
      '<Steps> holds one numbered list and nothing else.',
      'Begin each step with 1., 2., 3. …',
    )
  }
  if (name === 'Compare' && !only(first?.type === 'table')) {
    return wrong(
      strange(children, 'table'),
      '<Compare> holds one table and nothing else.',
      'Write a table: | A | B |, then | --- | --- |.',
    )
  }
  if (name !== 'Timeline') return []
  if (first?.type !== 'list' || children.length !== 1) {
    return wrong(
      strange(children, 'list'),
      '<Timeline> holds one list and nothing else.',
      'Begin each event with - **time**.',
    )
  }
  return first.children
    .filter((item) => {
      const paragraph = item.children[0]
      return paragraph?.type !== 'paragraph' || paragraph.children[0]?.type !== 'strong'
    })
    .flatMap((item) => wrong(item, 'This event does not begin with its time in bold.', 'Begin it with - **time**.'))
}

/** The first child that is not the wanted thing, or is one too many. */
function strange(children: readonly Nodes[], type: Nodes['type']): Nodes | undefined {
  return children.find((child) => child.type !== type) ?? children[1]
}
