import path from 'node:path'
import type { Root } from 'mdast'
import { readLink } from '../dialect/check-links.ts'
import { components } from '../dialect/dialect.ts'
import { isComponent } from '../dialect/element.ts'
import { walk } from '../dialect/walk.ts'
import { START } from '../problem.ts'

/** A path written in a partial, as a text that includes it as `src` would write it. */
export function rebasedPath(src: string, target: string): string {
  return path.posix.join(path.posix.dirname(src), target)
}

/** A link written in a partial, as a text that includes it as `src` would write it. */
export function rebasedLink(src: string, url: string): string {
  const link = readLink(url, START)
  return 'kind' in link && link.kind === 'file' ? rebasedPath(src, url) : url
}

/** Makes everything in a partial's tree that names another file name it as a text that includes it as `src` would. */
export function rebase(tree: Root, src: string): void {
  walk(tree, (node) => {
    if (node.type === 'link' || node.type === 'definition') node.url = rebasedLink(src, node.url)
    if (!isComponent(node)) return
    const rules = components.get(node.name ?? '')?.attributes
    for (const attribute of node.attributes) {
      if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') continue
      if (rules?.get(attribute.name)?.kind === 'file') attribute.value = rebasedPath(src, attribute.value)
    }
  })
}
