import GithubSlugger from 'github-slugger'
import type { Nodes, Root } from 'mdast'
import { walk } from './walk.ts'

/** The anchor of each heading of a text, in order, without the prefix that pages put before it: as GitHub makes them. */
export function headingAnchors(tree: Root): string[] {
  const slugger = new GithubSlugger()
  const anchors: string[] = []
  walk(tree, (node) => {
    if (node.type === 'heading') anchors.push(slugger.slug(wordsIn(node)))
  })
  return anchors
}

/** What a page puts before the anchor of a heading, so that none is also the id of something else. */
export const ANCHOR_PREFIX = 'h-'

function wordsIn(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value
  return 'children' in node ? node.children.map(wordsIn).join('') : ''
}
