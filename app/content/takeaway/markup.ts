/** An element of finished HTML. Names and attributes as written: SVG tells its letters' case apart. */
export type MarkupElement = { name: string; attributes: Record<string, string>; children: MarkupNode[] }

/** A text is a string, without entities. */
export type MarkupNode = string | MarkupElement

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
const RAW = new Set(['script', 'style'])

const TAG = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[^\s=>/"'<]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(\/?)>/y
const ATTRIBUTE = /([^\s=>/"'<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g
const COMMENT = /<!--[\s\S]*?-->/y

/**
 * Reads HTML that we made ourselves: every element closed or void, every value in quotes, as React writes it. It is no
 * reader for HTML from elsewhere, and throws when something is not so.
 */
export function parseMarkup(html: string): MarkupNode[] {
  const top: MarkupElement = { name: '', attributes: {}, children: [] }
  const open: MarkupElement[] = [top]
  let at = 0
  while (at < html.length) {
    const next = html.indexOf('<', at)
    const end = next < 0 ? html.length : next
    const parent = open.at(-1) ?? top
    if (end > at) parent.children.push(decoded(html.slice(at, end)))
    if (next < 0) break
    COMMENT.lastIndex = next
    if (COMMENT.test(html)) {
      at = COMMENT.lastIndex
      continue
    }
    TAG.lastIndex = next
    const tag = TAG.exec(html)
    if (!tag) throw new Error(`Not HTML of ours: ${html.slice(next, next + 80)}`)
    at = TAG.lastIndex
    const [, closing, name = '', written = '', slash] = tag
    if (closing) {
      if (open.length === 1 || parent.name !== name) throw new Error(`</${name}> closes <${parent.name}>`)
      open.pop()
      continue
    }
    const element: MarkupElement = { name, attributes: attributesIn(written), children: [] }
    parent.children.push(element)
    if (slash || VOID.has(name)) continue
    if (RAW.has(name)) {
      const close = html.indexOf(`</${name}>`, at)
      if (close < 0) throw new Error(`<${name}> is not closed`)
      element.children.push(html.slice(at, close))
      at = close + name.length + 3
      continue
    }
    open.push(element)
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)?.name}> is not closed`)
  return top.children
}

function attributesIn(written: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name = '', double, single] of written.matchAll(ATTRIBUTE)) {
    attributes[name] = decoded(double ?? single ?? '')
  }
  return attributes
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (entity, hex, decimal, name) => {
    if (name) return ENTITIES[name] ?? entity
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity
  })
}

/** Writes nodes so that they are HTML and XML alike. What XML 1.0 (2.2) does not allow in a text is left out. */
export function writeMarkup(nodes: readonly MarkupNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? escaped(node) : writeElement(node))).join('')
}

function writeElement({ name, attributes, children }: MarkupElement): string {
  const written = Object.entries(attributes)
    .map(([attribute, value]) => ` ${attribute}="${escaped(value)}"`)
    .join('')
  return VOID.has(name) ? `<${name}${written}/>` : `<${name}${written}>${writeMarkup(children)}</${name}>`
}

// eslint-disable-next-line no-control-regex -- those are the characters that XML refuses
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function escaped(text: string): string {
  return text.replace(NOT_IN_XML, '').replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)
}

/** Every element, each before what is in it. */
export function* elementsIn(nodes: readonly MarkupNode[]): Generator<MarkupElement> {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    yield node
    yield* elementsIn(node.children)
  }
}

/** Puts something else in the place of elements: an element alone, several nodes, or nothing. Innermost first. */
export function replaceElements(
  nodes: readonly MarkupNode[],
  replace: (element: MarkupElement) => readonly MarkupNode[],
): MarkupNode[] {
  return nodes.flatMap((node) =>
    typeof node === 'string' ? [node] : replace({ ...node, children: replaceElements(node.children, replace) }),
  )
}

export function hasClass({ attributes }: MarkupElement, name: string): boolean {
  return (attributes.class ?? '').split(/\s+/).includes(name)
}

const BLOCK = new Set('p div li ul ol dl dt dd table tr section figure blockquote h2 h3 h4 h5 h6 br pre'.split(' '))

/** The words of nodes as plain text, a line for each block. */
export function textOf(nodes: readonly MarkupNode[]): string {
  const write = (node: MarkupNode): string => {
    if (typeof node === 'string') return node.replace(/\s+/g, ' ')
    const text = node.children.map(write).join('')
    if (node.name === 'li') return `\n- ${text.trim()}\n`
    return BLOCK.has(node.name) ? `\n${text}\n` : text
  }
  return nodes
    .map(write)
    .join('')
    .replace(/[ \t]*\n\s*/g, '\n')
    .trim()
}
