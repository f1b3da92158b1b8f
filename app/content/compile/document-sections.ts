import type { Nodes, Root } from 'hast'
import type { Translate } from '#app/i18n/translator.ts'
import type { DocumentSection } from '../document.ts'
import { PIECE } from './compiler-plugins.ts'

/** Elements within a sentence: what stands in them is not parted from what stands beside them. */
const inline = new Set([
  'a',
  'abbr',
  'b',
  'cite',
  'code',
  'del',
  'em',
  'i',
  'ins',
  'kbd',
  'mark',
  'q',
  's',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
])

/** Attributes of components that readers see as text. */
const worded = new Set(['title', 'caption', 'alt', 'label'])

/** What is written in these is not text: a diagram is found by its text alternative. */
const drawn = new Set(['Diagram', 'svg', 'style', 'template'])

type Attribute = { type: string; name?: string; value?: unknown }
type Component = { type: string; name: string | null; attributes: readonly Attribute[]; children: readonly Nodes[] }

/**
 * Reads the running text under each heading of the second and third level, once the headings have their ids.
 * Of the components apart only the stems of questions are read: what an option, a feedback, an explanation, a scene or
 * a rubric says must not be found before it is earned.
 */
export function sectionReader({ t, isQuestion }: { t: Translate; isQuestion: (number: number) => boolean }) {
  const sections: DocumentSection[] = [{ id: '', heading: '', text: '' }]

  const see = (node: Nodes | Component, write: (text: string) => void): void => {
    if (node.type === 'text') write((node as { value: string }).value)
    else if (isComponent(node)) seeComponent(node, write)
    else if (node.type === 'element') {
      const { tagName, properties, children } = node as Extract<Nodes, { type: 'element' }>
      if (
        drawn.has(tagName) ||
        properties.dataFootnoteRef !== undefined ||
        properties.dataFootnoteBackref !== undefined
      )
        return
      if ((tagName === 'h2' || tagName === 'h3') && properties.id) {
        const section: DocumentSection = { id: String(properties.id), heading: '', text: '' }
        sections.push(section)
        for (const child of children) see(child, (text) => (section.heading += text))
        return
      }
      if (!inline.has(tagName)) write(' ')
      for (const child of children) see(child, write)
      if (!inline.has(tagName)) write(' ')
    }
  }

  const seeComponent = ({ type, name, attributes, children }: Component, write: (text: string) => void): void => {
    const attribute = (wanted: string) => String(attributes.find(({ name }) => name === wanted)?.value ?? '')
    if (name === PIECE && !isReadable(attribute('name'), isQuestion)) return
    if (name === 'Article') return write(articleWords(attribute('n'), attribute('para'), t))
    const between = type === 'mdxJsxFlowElement' ? ' ' : ''
    for (const { name, value } of attributes)
      if (worded.has(name ?? '') && typeof value === 'string') write(` ${value} `)
    write(between)
    if (!drawn.has(name ?? '')) for (const child of children) see(child, write)
    write(between)
  }

  return {
    read: () => (tree: Root) => {
      for (const child of tree.children) see(child, (text) => ((sections.at(-1) as DocumentSection).text += text))
    },
    sections: (): DocumentSection[] =>
      sections
        .map(({ id, heading, text }) => ({ id, heading: inOneLine(heading), text: inOneLine(text) }))
        .filter(({ heading, text }) => heading || text),
  }
}

function isComponent(node: { type: string }): node is Component {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'
}

/** The flow of the text (`text-0`), and the stem of a question (`a0-stem`). */
function isReadable(piece: string, isQuestion: (number: number) => boolean): boolean {
  const stem = /^a(\d+)-stem$/.exec(piece)
  return stem ? isQuestion(Number(stem[1])) : /^text-\d+$/.test(piece)
}

function articleWords(n: string, para: string, t: Translate): string {
  const [article, paragraph = para] = n.split('.')
  return paragraph
    ? t('content.articleParagraph', { article: Number(article), paragraph: Number(paragraph) })
    : t('content.article', { article: Number(article) })
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
