import type { Nodes } from 'mdast'
import { attributeOf, isComponent } from './element.ts'

/** The running text of a node; an `<Article>` counts as its number, a `<Term>` without words as its id, code as nothing. */
export function plainText(node: Nodes): string {
  if (node.type === 'code') return ''
  if (isComponent(node) && node.name === 'Article') return `article ${attributeOf(node, 'n') ?? ''}`
  if (isComponent(node) && node.name === 'Term' && node.children.length === 0) {
    return (attributeOf(node, 'id') ?? '').replaceAll('-', ' ')
  }
  if ('value' in node) return node.value
  if (!('children' in node)) return ''
  const between = node.type === 'paragraph' || node.type === 'heading' || isPhrase(node) ? '' : ' '
  return node.children
    .map((child) => plainText(child))
    .join(between)
    .trim()
}

const isPhrase = (node: Nodes) =>
  node.type === 'strong' ||
  node.type === 'emphasis' ||
  node.type === 'delete' ||
  node.type === 'link' ||
  (isComponent(node) && node.name === 'Term') ||
  node.type === 'tableCell' ||
  node.type === 'defListTerm'

/** How many words a text has, in any script. */
export function countWords(text: string, language: string): number {
  let words = 0
  for (const { isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text))
    if (isWordLike) words += 1
  return words
}
