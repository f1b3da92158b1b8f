import type { Nodes, Parents, Root } from 'mdast'

/** How deep a text may nest before it is refused; the deepest honest one (a list in a case file) needs about ten. */
const DEEPEST = 40

/**
 * Calls `see` for each node with what it stands in, outermost first, in the order of the text. Nothing below
 * `DEEPEST` is visited; the first node that lies too deep is returned.
 */
export function walk(tree: Root, see: (node: Nodes, ancestors: readonly Parents[]) => void): Nodes | null {
  const ancestors: Parents[] = []
  let tooDeep: Nodes | null = null
  const visit = (node: Nodes) => {
    see(node, ancestors)
    if (!('children' in node)) return
    if (ancestors.length >= DEEPEST) {
      tooDeep ??= node
      return
    }
    ancestors.push(node)
    for (const child of node.children) visit(child)
    ancestors.pop()
  }
  visit(tree)
  return tooDeep
}
