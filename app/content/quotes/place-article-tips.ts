import type { Root, RootContent } from 'mdast'
import { attributeOf, isComponent } from '../dialect/element.ts'
import { walk } from '../dialect/walk.ts'

/**
 * Marks the first mention of each article on a lesson's own page: it explains the article. Not in a heading, whose words
 * are repeated elsewhere. Comes after the text was cut into pieces, of which `isFlow` tells those of the page.
 */
export function placeArticleTips(isFlow: (piece: RootContent) => boolean) {
  return () => (tree: Root) => {
    const seen = new Set<string>()
    walk(tree, (node, ancestors) => {
      const piece = ancestors[1]
      if (!isComponent(node) || node.name !== 'Article' || !piece || !isFlow(piece as RootContent)) return
      if (ancestors.some(({ type }) => type === 'heading' || type === 'footnoteDefinition')) return
      const number = attributeOf(node, 'n') ?? ''
      if (seen.has(number)) return
      seen.add(number)
      node.attributes.push({ type: 'mdxJsxAttribute', name: 'tip', value: 'first' })
    })
  }
}
