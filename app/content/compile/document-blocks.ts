import type { Root as HtmlRoot } from 'hast'
import type { Nodes, Root, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import { components } from '../dialect/dialect.ts'
import { attributeOf, type ComponentElement, isComponent } from '../dialect/element.ts'
import { sourceOf } from '../media/media-kinds.ts'
import { plainText } from '../dialect/plain-text.ts'
import { type DocumentBlock, START_BLOCK } from '../document.ts'
import type { CompileContext } from './compile-context.ts'
import { contentHash } from './content-hash.server.ts'

const apartKinds: ReadonlyMap<string, DocumentBlock['kind']> = new Map([
  ['Check', 'question'],
  ['Question', 'question'],
  ['Scenario', 'scenario'],
  ['RequestForm', 'request'],
  ['Reflect', 'reflect'],
])

/** What a reader sees of a block's title; the rest is cut. */
const LONGEST_TITLE = 90

/** What other files contribute to the text. */
type Outside = Pick<CompileContext, 'links' | 'media'>

type Section = { number: number; title: string; content: RootContent[] }

/**
 * Reads the blocks of a text while it is compiled: `text` comes before the components apart are taken out, `anchors`
 * after the headings have theirs; then `blocks` gives them, in the order of the text. A quiz has its questions only.
 */
export function blockReader(kind: 'lesson' | 'quiz', context: Outside) {
  const blocks: DocumentBlock[] = []
  const anchors = new Map<number, string>()
  const sections = new Map<DocumentBlock, number>()

  const text = () => (tree: Root) => {
    const places: (Section | DocumentBlock)[] = []
    let section: Section = { number: 0, title: '', content: [] }
    places.push(section)
    for (const node of tree.children) {
      if (node.type === 'heading' && (node.depth === 2 || node.depth === 3)) {
        section = { number: section.number + 1, title: plainText(node), content: [] }
        places.push(section)
        node.data = Object.assign({}, node.data, { hProperties: { dataBlock: section.number } })
        continue
      }
      const apart = isComponent(node) ? apartKinds.get(node.name ?? '') : undefined
      if (apart && isComponent(node)) places.push(apartBlock(node, apart, context))
      else section.content.push(node)
    }
    for (const place of places) {
      if ('kind' in place) blocks.push(place)
      else if (kind === 'lesson' && (place.number > 0 || place.content.length > 0)) {
        const hash = hashOf(place.content, context)
        const block: DocumentBlock = { id: START_BLOCK, kind: 'section', title: shorten(place.title), hash }
        sections.set(block, place.number)
        blocks.push(block)
      }
    }
  }

  const readAnchors = () => (tree: HtmlRoot) => {
    visit(tree, 'element', ({ properties }) => {
      if (properties.dataBlock === undefined) return
      anchors.set(Number(properties.dataBlock), String(properties.id))
      delete properties.dataBlock
    })
  }

  return {
    text,
    anchors: readAnchors,
    blocks: (): DocumentBlock[] =>
      blocks.map((block) => ({ ...block, id: anchors.get(sections.get(block) ?? 0) ?? block.id })),
  }
}

function apartBlock(node: ComponentElement, kind: DocumentBlock['kind'], context: Outside): DocumentBlock {
  const first = node.children.find((child) => child.type === 'paragraph')
  const title = attributeOf(node, 'title') ?? (first ? plainText(first) : '')
  return { id: attributeOf(node, 'id') ?? '', kind, title: shorten(title), hash: hashOf([node], context) }
}

function shorten(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : line
}

/**
 * Of what the author wrote. Where it stands, blank space and line ends, the order of attributes and the paths of other
 * files make no difference; of a picture or film, what is in it does. Empty when nothing is written.
 */
function hashOf(nodes: readonly Nodes[], context: Outside): string {
  if (nodes.length === 0) return ''
  return contentHash(nodes.map((node) => written(node, context))).slice(0, 20)
}

const ignored = new Set(['position', 'data', 'spread', 'attributes', 'children', 'type'])

function written(node: Nodes, context: Outside): unknown {
  const facts = Object.entries(node)
    .filter(([name, value]) => !ignored.has(name) && value !== null && value !== undefined)
    .map(([name, value]): [string, unknown] => {
      if (node.type === 'text' && name === 'value') return [name, String(value).replace(/\s+/g, ' ')]
      if (name === 'url') return [name, Object.hasOwn(context.links, String(value)) ? 'file' : value]
      return [name, value]
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const children: unknown[] = 'children' in node ? node.children.map((child) => written(child, context)) : []
  return [node.type, facts, isComponent(node) ? attributesOf(node, context) : [], children]
}

function attributesOf({ name, attributes }: ComponentElement, { media }: Outside): unknown[] {
  const rules = components.get(name ?? '')?.attributes
  return attributes
    .flatMap((attribute): [string, unknown][] => {
      if (attribute.type !== 'mdxJsxAttribute') return []
      const { name: key, value } = attribute
      if (typeof value !== 'string' || rules?.get(key)?.kind !== 'file') return [[key, value]]
      return [[key, sourceOf(media, value) ?? 'file']]
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
