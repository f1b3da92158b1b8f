import type { Root, RootContent } from 'mdast'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import type { TermDefinition } from './term-definition.ts'
import { attributeOf, type ComponentElement, isComponent } from '../dialect/element.ts'
import { walk } from '../dialect/walk.ts'

type Terms = Readonly<Record<string, TermDefinition>>

/** Writes the term itself where the author wrote no words: `<Term id="…" />`. Comes before anything reads the text. */
export function nameTerms(terms: Terms) {
  return () => (tree: Root) => {
    for (const term of termsIn(tree)) {
      const { term: name } = definitionOf(terms, term)
      if (term.children.length === 0) term.children = [{ type: 'text', value: name }]
    }
  }
}

/** How a use of a term is shown: the first in the flow explains it, what stands in a component apart is on other pages. */
export type TermUse = 'first' | 'again' | 'apart'

/**
 * Says of each use how it is shown, and puts the list of terms at the end. Comes after the text was cut into pieces, of
 * which `isFlow` tells those of the lesson's own page. `keep` hears the ids of all terms.
 */
export function placeTerms(isFlow: (piece: RootContent) => boolean, keep: (ids: readonly string[]) => void) {
  return () => (tree: Root) => {
    const inFlow = new Set<string>()
    const all = new Set<string>()
    for (const piece of tree.children) {
      for (const term of termsIn(piece)) {
        const id = attributeOf(term, 'id') ?? ''
        const use: TermUse = !isFlow(piece) ? 'apart' : inFlow.has(id) ? 'again' : 'first'
        term.attributes.push({ type: 'mdxJsxAttribute', name: 'use', value: use })
        all.add(id)
        if (use === 'first') inFlow.add(id)
      }
    }
    keep([...all])
    if (inFlow.size > 0) tree.children.push(listOf([...inFlow]))
  }
}

function listOf(ids: readonly string[]): MdxJsxFlowElement {
  const value = ids.join(' ')
  return {
    type: 'mdxJsxFlowElement',
    name: 'TermList',
    attributes: [{ type: 'mdxJsxAttribute', name: 'ids', value }],
    children: [],
  }
}

function termsIn(node: Root | RootContent): ComponentElement[] {
  const found: ComponentElement[] = []
  walk({ type: 'root', children: node.type === 'root' ? node.children : [node] }, (one) => {
    if (isComponent(one) && one.name === 'Term') found.push(one)
  })
  return found
}

/** The check told every unknown term: only another text than the one checked can have one here. */
function definitionOf(terms: Terms, term: ComponentElement): TermDefinition {
  const id = attributeOf(term, 'id') ?? ''
  const found = Object.hasOwn(terms, id) ? terms[id] : undefined
  if (!found) throw new Error(`The glossary has no term "${id}"`)
  return found
}
