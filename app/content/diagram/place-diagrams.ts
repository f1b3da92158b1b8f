import type { Root } from 'mdast'
import { contentHash } from '../compile/content-hash.server.ts'
import { isComponent } from '../dialect/element.ts'
import { walk } from '../dialect/walk.ts'
import { codeOf } from './diagram-family.ts'

/** Takes the text of each diagram out of the flow, for its component to draw, and gives it an id for the page. */
export function placeDiagrams() {
  return (tree: Root) => {
    let count = 0
    walk(tree, (node) => {
      if (!isComponent(node) || node.name !== 'Diagram') return
      const source = codeOf(node)?.value ?? ''
      count += 1
      // Of several lessons printed as one page, each diagram keeps an id of its own.
      const id = `d${contentHash(source).slice(0, 6)}-${count}`
      node.children.shift()
      node.attributes.push(
        { type: 'mdxJsxAttribute', name: 'source', value: source },
        { type: 'mdxJsxAttribute', name: 'id', value: id },
      )
    })
  }
}
