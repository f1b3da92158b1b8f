import type { PhrasingContent, RootContent } from 'mdast'
import { plainText } from '../../dialect/plain-text.ts'
import { note, type Note } from '../exchange-note.ts'
import { cleanHtml } from './clean-html.ts'

const isPhrasing = (node: RootContent): node is PhrasingContent =>
  ['text', 'emphasis', 'strong', 'delete', 'inlineCode', 'break', 'link'].includes(node.type)

/** Text that stands outside of a paragraph is put into one. */
export function asFlow(nodes: readonly RootContent[]): RootContent[] {
  const flow: RootContent[] = []
  let loose: PhrasingContent[] = []
  const end = () => {
    if (loose.some((node) => plainText(node) !== '')) flow.push({ type: 'paragraph', children: trimmed(loose) })
    loose = []
  }
  for (const node of nodes) {
    if (isPhrasing(node)) {
      loose.push(node)
      continue
    }
    end()
    if (node.type !== 'paragraph') flow.push(node)
    else if (plainText(node) !== '') flow.push({ ...node, children: trimmed(node.children) })
  }
  end()
  return flow
}

/** Without line ends at either end: they would be marks with nothing to part. */
function trimmed(content: readonly PhrasingContent[]): PhrasingContent[] {
  const isBreak = (node: PhrasingContent | undefined) =>
    node?.type === 'break' || (node?.type === 'text' && node.value.trim() === '')
  let [from, to] = [0, content.length]
  while (from < to && isBreak(content[from])) from += 1
  while (to > from && isBreak(content[to - 1])) to -= 1
  return content.slice(from, to)
}

/** A stranger's HTML as blocks of our Markdown. */
export function flowOf(html: string, notes: Note[]): RootContent[] {
  return asFlow(cleanHtml(html, notes))
}

/** A stranger's HTML as one paragraph: where only a line can stand, lists and tables are told one after the other. */
export function lineOf(html: string, notes: Note[]): PhrasingContent[] {
  const flow = flowOf(html, notes)
  if (flow.length > 1 || flow.some(({ type }) => type !== 'paragraph')) notes.push(note('flattened'))
  return flow.flatMap((node, index): PhrasingContent[] => {
    const own: PhrasingContent[] =
      node.type === 'paragraph' ? withoutBreaks(node.children) : [{ type: 'text', value: wordsOf(node) }]
    return index === 0 ? own : [{ type: 'text', value: ' ' }, ...own]
  })
}

const withoutBreaks = (content: readonly PhrasingContent[]): PhrasingContent[] =>
  content.map((node) => (node.type === 'break' ? { type: 'text', value: ' ' } : node))

/** The words of anything, code included. */
function wordsOf(node: RootContent): string {
  if (node.type === 'code') return node.value.replace(/\s+/g, ' ')
  if ('children' in node) {
    return node.children
      .map((child) => wordsOf(child))
      .filter((text) => text.trim() !== '')
      .join(node.type === 'paragraph' || isPhrasing(node) ? '' : ' ')
  }
  return 'value' in node ? node.value : ''
}

/** A stranger's HTML as plain words in one line. */
export function wordsIn(html: string, notes: Note[]): string {
  return flowOf(html, notes).map(wordsOf).join(' ').replace(/\s+/g, ' ').trim()
}
