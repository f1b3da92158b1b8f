import type { Element, ElementContent, Root as HtmlRoot, RootContent as HtmlContent } from 'hast'
import type { Root } from 'mdast'
import rehypeParse from 'rehype-parse'
import rehypeRemark from 'rehype-remark'
import rehypeSanitize from 'rehype-sanitize'
import { unified } from 'unified'
import { note, type Note } from '../exchange-note.ts'
import { linkOf, pictureOf } from './addresses.ts'
import { raisedDigits } from './raised-digits.ts'

const reader = unified().use(rehypeParse, { fragment: true }).freeze()

/** What is left is known text. Elements and attributes that no one thought of still go here: the last word. */
const writer = unified()
  .use(rehypeSanitize, {
    tagNames: [
      ...['p', 'br', 'hr', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'a', 'ul', 'ol', 'li', 'div'],
      ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ],
    attributes: { a: ['href'], ol: ['start'] },
    protocols: { href: ['https', 'mailto'] },
    strip: ['script', 'style'],
  })
  .use(rehypeRemark)
  .freeze()

/** Elements that go with everything in them. */
const GONE = new Set(
  (
    'script style iframe frame frameset object embed applet form input button select textarea option noscript template ' +
    'svg math canvas audio video source track link meta base title head map area dialog portal marquee'
  ).split(' '),
)

/** Elements under another name that says the same. */
const RENAMED: Readonly<Record<string, string>> = {
  b: 'strong',
  i: 'em',
  s: 'del',
  strike: 'del',
  tt: 'code',
  kbd: 'code',
  samp: 'code',
}

/** Elements that only hold others: nobody misses them. */
const PLAIN = new Set(
  'html body div span section article main center figure figcaption caption address tfoot colgroup col dl'.split(' '),
)

const KEPT = new Set('p br hr strong em del code pre blockquote a ul ol li table thead tbody tr th td'.split(' '))

/** Deeper than a person writes: each level more costs the reader of the text a step on its stack. */
const DEEPEST = 100

/**
 * A stranger's HTML as Markdown's own things: text, emphasis, lists, tables, quotations, code and links. Nothing else
 * survives; what goes or changes is added to `notes`. Takes time in proportion to the length.
 */
export function cleanHtml(html: string, notes: Note[]): Root['children'] {
  const tree = parsed(html)
  if (!tree || isTooDeep(tree)) {
    notes.push(note('deep'))
    return []
  }
  const clean: HtmlRoot = {
    type: 'root',
    children: tree.children.flatMap((child) => cleaned(child, notes)) as HtmlContent[],
  }
  return (writer.runSync(clean) as unknown as Root).children
}

/** Null for HTML that is nested so deeply that its reader's stack overflows. */
function parsed(html: string): HtmlRoot | null {
  try {
    return reader.parse(html)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function isTooDeep(tree: HtmlRoot): boolean {
  const waiting: { node: HtmlRoot | HtmlContent; depth: number }[] = [{ node: tree, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.depth > DEEPEST) return true
    if (!('children' in next.node)) continue
    for (const node of next.node.children) waiting.push({ node, depth: next.depth + 1 })
  }
  return false
}

function cleaned(node: HtmlContent, notes: Note[]): ElementContent[] {
  if (node.type === 'text') return [node]
  if (node.type !== 'element') return []
  const { tagName } = node
  if (GONE.has(tagName)) {
    notes.push(note('element', { element: tagName }))
    return []
  }
  tellAttributes(node, notes)
  if (tagName === 'img') return pictureOf(node, notes)
  const children = node.children.flatMap((child) => cleaned(child, notes))
  const inside = (name: string, content = children): ElementContent[] => [
    { type: 'element', tagName: name, properties: {}, children: content },
  ]
  if (tagName === 'a') return linkOf(node, children, notes)
  if (/^h[1-6]$/.test(tagName)) return inside('p', inside('strong'))
  if (tagName === 'sub' || tagName === 'sup') return raisedDigits(tagName, children, notes)
  if (tagName === 'dt' || tagName === 'dd' || tagName === 'figcaption' || tagName === 'caption') return inside('p')
  const name = RENAMED[tagName] ?? tagName
  if (tagName === 'ol' && Number(node.properties.start) > 1) {
    return [{ ...node, properties: { start: Number(node.properties.start) }, children }]
  }
  if (KEPT.has(name)) return inside(name)
  if (PLAIN.has(tagName)) return isBlock(tagName) ? inside('div') : children
  notes.push(note('formatting', { element: tagName }))
  return children
}

const isBlock = (name: string) => name !== 'span' && name !== 'tfoot' && !name.startsWith('col')

/** What an element says beside its name: looks are told as one thing, programs and joined cells by name. */
function tellAttributes({ tagName, properties }: Element, notes: Note[]): void {
  for (const [name, value] of Object.entries(properties)) {
    if (/^on/i.test(name)) notes.push(note('element', { element: name.toLowerCase() }))
    else if (name === 'style' || name === 'bgColor' || name === 'color' || name === 'face') notes.push(note('styling'))
    else if ((name === 'colSpan' || name === 'rowSpan') && Number(value) > 1) notes.push(note('spans'))
    else if (tagName === 'ol' && (name === 'type' || name === 'reversed')) notes.push(note('styling'))
  }
}
