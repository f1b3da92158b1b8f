import type { Nodes, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { plainText } from '../dialect/plain-text.ts'

const markdown = unified().use(remarkParse).use(remarkGfm).freeze()

/** The paragraphs of a transcript as plain text. Markdown loses its marks, HTML in it is left out. */
export function readTranscript(text: string, ending: string): string[] {
  const paragraphs = ending === 'md' ? blocksOf(markdown.parse(text)) : text.split(/\n[ \t]*\n/)
  return paragraphs.map((paragraph) => paragraph.replace(/\s+/g, ' ').trim()).filter((paragraph) => paragraph !== '')
}

function blocksOf(node: Root | Nodes): string[] {
  if (node.type === 'html') return []
  if (node.type === 'code') return [node.value]
  if (node.type === 'root' || node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote') {
    return node.children.flatMap(blocksOf)
  }
  return [plainText(node)]
}
