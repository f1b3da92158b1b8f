import type { Element, Root as HtmlRoot } from 'hast'
import type { Root, RootContent } from 'mdast'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import { SKIP, visit } from 'unist-util-visit'
import type { Translate } from '#app/i18n/translator.ts'
import { checkNodes } from '../dialect/check-nodes.ts'
import { isError, type LocalProblem } from '../problem.ts'
import type { ApartPieces } from '../dialect/apart.ts'
import { apartReaders } from '../dialect/apart-readers.ts'
import { attributeOf } from '../dialect/element.ts'
import { walk } from '../dialect/walk.ts'

/** What the guard inside the compiler throws: the first thing that may not be compiled. */
export class Refused extends Error {
  readonly problem: LocalProblem
  constructor(problem: LocalProblem) {
    super(problem.message)
    this.problem = problem
  }
}

/** First plugin of the compiler: nothing outside the dialect gets past it, whatever was checked before. */
export function guard(kind: 'lesson' | 'quiz', refuse: (problem: LocalProblem) => void) {
  return () => (tree: Root) => {
    const problem = checkNodes(tree, kind).find(isError)
    if (!problem) return
    // The bundler passes on only the text of an error: the place is kept aside.
    refuse(problem)
    throw new Refused(problem)
  }
}

/** Gives relative links the site address they lead to. */
export function resolveTo(links: Readonly<Record<string, string>>) {
  const addresses = new Map(Object.entries(links))
  return () => (tree: Root) => {
    walk(tree, (node) => {
      if (node.type === 'link' || node.type === 'definition') node.url = addresses.get(node.url) ?? node.url
    })
  }
}

/** The element that marks a piece of the page, to be cut out of the finished HTML. */
export const PIECE = 'Piece'

/**
 * Takes the components apart out of the flow: each becomes pieces of its own (`a0-stem`, `a0-option-1` …), and what
 * stands between them becomes `text-0`, `text-1` …
 */
export function splitApart(language: string, keep: (apart: ApartPieces) => void) {
  return () => (tree: Root) => {
    const pieces: RootContent[] = []
    let text: RootContent[] = []
    let count = 0
    for (const node of tree.children) {
      const read = node.type === 'mdxJsxFlowElement' ? apartReaders.get(node.name ?? '') : undefined
      if (node.type !== 'mdxJsxFlowElement' || !read) {
        text.push(node)
        continue
      }
      const apart = read(node, language)
      keep(apart)
      pieces.push(piece(`text-${count}`, text))
      for (const [name, content] of apart.pieces) pieces.push(piece(`a${count}-${name}`, content))
      text = []
      count += 1
    }
    pieces.push(piece(`text-${count}`, text))
    tree.children = pieces
  }
}

function piece(name: string, children: readonly RootContent[]): MdxJsxFlowElement {
  return {
    type: 'mdxJsxFlowElement',
    name: PIECE,
    attributes: [{ type: 'mdxJsxAttribute', name: 'name', value: name }],
    // The type knows only what authors write; to the compiler an option's words are as good as paragraphs.
    children: [...children] as MdxJsxFlowElement['children'],
  }
}

/** Whether a piece is part of the lesson's own page, between its components apart. */
export function isFlowPiece(node: RootContent): boolean {
  return node.type === 'mdxJsxFlowElement' && node.name === PIECE && /^text-/.test(attributeOf(node, 'name') ?? '')
}

/** Notes at the end of the page, with words in the language of the course. */
export function footnoteWords(t: Translate) {
  return {
    footnoteLabel: t('content.footnotes'),
    footnoteLabelProperties: { className: ['visually-hidden'] },
    footnoteBackLabel: t('content.backToText'),
  }
}

/**
 * What the finished HTML needs beyond Markdown: tables that scroll by keyboard, columns aligned without physical
 * sides, and links that tell other sites nothing.
 */
export function finishHtml(t: Translate) {
  return () => (tree: HtmlRoot) => {
    let tables = 0
    visit(tree, 'element', (element, index, parent) => {
      tellNothing(element)
      // Long lines scroll by keyboard too.
      if (element.tagName === 'pre') (element.properties ??= {}).tabIndex = 0
      if (element.tagName !== 'table' || !parent || index === undefined) return undefined
      tables += 1
      const label = t('content.table', { number: tables })
      parent.children[index] = {
        type: 'element',
        tagName: 'div',
        properties: { className: ['table-scroll'], role: 'region', tabIndex: 0, ariaLabel: label },
        children: [element],
      }
      visit(element, 'element', finishCell)
      // Done with: looking into it again would wrap it again.
      return SKIP
    })
  }
}

/** Cells are aligned without physical sides; a header says what it heads, and an empty one is no header. */
function finishCell(element: Element): void {
  tellNothing(element)
  const properties = (element.properties ??= {})
  if (properties.align === 'right') properties.className = ['numeric']
  delete properties.align
  if (element.tagName !== 'th') return
  if (element.children.length === 0) element.tagName = 'td'
  else properties.scope = 'col'
}

function tellNothing(element: Element): void {
  const properties = (element.properties ??= {})
  if (element.tagName === 'a' && String(properties.href).startsWith('https:')) {
    properties.rel = ['noopener', 'noreferrer']
  }
}
