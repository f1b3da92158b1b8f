import type { Nodes } from 'mdast'
import { type Place, START } from './problem.ts'

/** Where a node of the text begins. */
export function placeOfNode(node: Nodes | undefined): Place {
  const start = node?.position?.start
  return start ? { line: start.line, column: start.column } : START
}
