import type { Parents, Root, RootContent } from 'mdast'
import { attributeOf } from '../dialect/element.ts'
import { parseMdx } from '../dialect/parse-mdx.ts'
import { walk } from '../dialect/walk.ts'
import { takesPartial } from './partial-family.ts'
import { rebase } from './rebase.ts'

/** Puts the text of each partial where it is included. `partials` holds the texts by path, as written. */
export function inlinePartials(partials: Readonly<Record<string, string>>) {
  return () => (tree: Root) => {
    let count = 0
    const expand = (parent: Parents) => {
      parent.children = (parent.children as RootContent[]).flatMap((node) => {
        if (node.type !== 'mdxJsxFlowElement' || node.name !== 'Partial' || !takesPartial(parent)) return [node]
        const src = attributeOf(node, 'src') ?? ''
        count += 1
        return partialContent(Object.hasOwn(partials, src) ? (partials[src] ?? '') : '', src, count)
      }) as typeof parent.children
    }
    const places: Parents[] = [tree]
    walk(tree, (node) => {
      if (node.type === 'mdxJsxFlowElement' && takesPartial(node)) places.push(node)
    })
    places.forEach(expand)
  }
}

function partialContent(source: string, src: string, number: number): RootContent[] {
  const parsed = parseMdx(source)
  // It was checked by itself: only another text than the one checked can fail here.
  if (parsed.status === 'failed') throw new Error(`${src}: ${parsed.problem.message}`)
  rebase(parsed.tree, src)
  setNotesApart(parsed.tree, `partial-${number}-`)
  return parsed.tree.children
}

/** Notes and link definitions have names of their own, whatever those of the text around are. */
function setNotesApart(tree: Root, prefix: string): void {
  walk(tree, (node) => {
    if (
      node.type === 'footnoteReference' ||
      node.type === 'footnoteDefinition' ||
      node.type === 'linkReference' ||
      node.type === 'definition'
    ) {
      node.identifier = `${prefix}${node.identifier}`
      node.label = `${prefix}${node.label ?? ''}`
    }
  })
}
