import type { Nodes, Text } from 'mdast'
import type { ComponentElement } from './element.ts'
import { type Place, START } from '../problem.ts'

/** Where a node of the text begins. */
export function placeOfNode(node: Nodes | undefined): Place {
  const start = node?.position?.start
  return start ? { line: start.line, column: start.column } : START
}

/** Where an attribute of a component stands; the component itself when it has none of that name. */
export function placeOfAttribute(element: ComponentElement, name: string): Place {
  const found = element.attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === name)
  const start = found?.position?.start
  return start ? { line: start.line, column: start.column } : placeOfNode(element)
}

/** Where a character of running text stands. An escaped character before it on its line moves it by one. */
export function placeInText(text: Text, index: number): Place {
  const { line, column } = placeOfNode(text)
  const before = text.value.slice(0, index).split('\n')
  const last = before.at(-1)?.length ?? 0
  return before.length === 1 ? { line, column: column + last } : { line: line + before.length - 1, column: last + 1 }
}
