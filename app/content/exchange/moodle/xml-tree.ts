import { readXml, XmlProblem } from '../../media/read-xml.ts'

export type XmlElement = {
  name: string
  attributes: ReadonlyMap<string, string>
  /** 1-based. */
  line: number
  children: (XmlElement | string)[]
}

/** Why an XML file cannot be read: it is broken, or it has what we never read. */
export type XmlRefusal = { why: 'broken' | 'doctype' | 'too-deep'; line: number }

const DEEPEST = 50

/** Declarations name the encoding that the file was read in already. */
const DECLARATION = /^\s*<\?xml\b[^>]*\?>/i

/**
 * An XML text as a tree. Document types are refused, so that no entity can be declared and nothing is fetched; elements
 * deeper than 50 are too. Takes time in proportion to the length.
 */
export function readXmlTree(text: string): { status: 'read'; root: XmlElement } | ({ status: 'refused' } & XmlRefusal) {
  // As many line ends as were there, so that lines keep their numbers.
  const body = text.replace(DECLARATION, (declaration) => declaration.replace(/[^\n]/g, ' '))
  const lineOf = lineCounter(body)
  const top: XmlElement = { name: '', attributes: new Map(), line: 1, children: [] }
  const open = [top]
  try {
    for (const event of readXml(body)) {
      const parent = open.at(-1) ?? top
      if (event.type === 'close') open.pop()
      else if (event.type === 'text') parent.children.push(event.value)
      else {
        const line = lineOf(event.offset)
        if (open.length > DEEPEST) return { status: 'refused', why: 'too-deep', line }
        const attributes = new Map(event.attributes.map(({ name, value }) => [name, value]))
        const element: XmlElement = { name: event.name, attributes, line, children: [] }
        parent.children.push(element)
        open.push(element)
      }
    }
  } catch (error) {
    if (!(error instanceof XmlProblem)) throw error
    const isDoctype = body.startsWith('<!', error.offset) || body.startsWith('<?', error.offset)
    return { status: 'refused', why: isDoctype ? 'doctype' : 'broken', line: lineCounter(body)(error.offset) }
  }
  const root = top.children.find((child) => typeof child !== 'string')
  return root ? { status: 'read', root } : { status: 'refused', why: 'broken', line: 1 }
}

/** Counts lines up to ever later places, each character once. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1
  let end = text.indexOf('\n')
  return (offset) => {
    while (end >= 0 && end < offset) {
      line += 1
      end = text.indexOf('\n', end + 1)
    }
    return line
  }
}

export function childrenOf(element: XmlElement, name?: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  )
}

export const childOf = (element: XmlElement, name: string): XmlElement | null => childrenOf(element, name)[0] ?? null

/** The text directly in an element. */
export const textIn = (element: XmlElement | null): string =>
  (element?.children ?? []).filter((child) => typeof child === 'string').join('')

/** The text of a child; of one that holds a `<text>`, that one's. */
export function valueOf(element: XmlElement, name: string): string {
  const child = childOf(element, name)
  return (child ? textIn(childOf(child, 'text') ?? child) : '').trim()
}
