import type { PhrasingContent, Root, RootContent, Text } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkStringify, { type Options } from 'remark-stringify'
import { unified } from 'unified'
import type { Translate } from '#app/i18n/translator.ts'
import type { ExchangedQuestion as Question } from '../exchange-item.ts'
import { note, type Note } from '../exchange-note.ts'
import { isGapText } from './cloze-tree.ts'
import { questionTree } from './question-tree.ts'

type Handlers = NonNullable<Options['handlers']>

/** Words; or a gap: its choices in brackets, the right one first. */
const writeText: NonNullable<Handlers['text']> = (node: Text, _parent, state, info) => {
  if (!isGapText(node)) return state.safe(node.value, info)
  const { choices } = node.data
  const after = (index: number) => (index === choices.length - 1 ? ']' : ' ')
  return `[${choices.map((choice, index) => state.safe(choice, { ...info, before: ' ', after: after(index) })).join(' | ')}]`
}

/** What our dialect reads as more than Markdown does: code of modules, and lists of definitions. */
const dialect = {
  handlers: { text: writeText },
  unsafe: [
    { atBreak: true, character: 'i', after: 'mport\\b' },
    { atBreak: true, character: 'e', after: 'xport\\b' },
    { atBreak: true, character: ':' },
  ],
} satisfies Options

const writer = unified()
  .use(remarkStringify, {
    ...dialect,
    bullet: '-',
    bulletOther: '*',
    fences: true,
    rule: '-',
    listItemIndent: 'one',
  })
  .use(remarkGfm)
  .use(remarkMdx)
  .freeze()

/** A question as an author would have written it in a quiz file. `id` is its permanent id. */
export function writeQuestion({
  question,
  id,
  articles,
  notes,
  t,
}: {
  question: Question
  id: string
  /** Articles that it tests, as an author writes them. */
  articles: string
  notes: Note[]
  t: Translate
}): string {
  const tree: Root = {
    type: 'root',
    children: questionTree({ question, notes, t }).map((node) => readable(node, notes)),
  }
  const attributes = attributesOf(question, id, articles)
    .map(
      ([name, value]) =>
        `${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`,
    )
    .join(' ')
  return `<Question ${attributes}>\n\n${writer.stringify(tree).trim()}\n\n</Question>\n`
}

function attributesOf(question: Question, id: string, articles: string): [name: string, value: string][] {
  const { kind, objective, difficulty, shuffle } = question
  const written: [string, string | null | undefined | false][] = [
    ['id', id],
    ['kind', kind !== 'single' && kind],
    ['articles', articles],
    ['objective', objective],
    ['difficulty', difficulty],
    [
      'shuffle',
      shuffle === false && kind !== 'order' && kind !== 'cloze' && kind !== 'short' && kind !== 'numeric' && 'no',
    ],
    ['exact', question.kind === 'short' && [...(question.exact ?? [])].sort((a) => (a === 'case' ? -1 : 1)).join(' ')],
    ['tolerance', question.kind === 'numeric' && question.tolerance > 0 && String(question.tolerance)],
    ['unit', question.kind === 'numeric' && question.unit.replace(/\s+/g, ' ').trim()],
  ]
  return written.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))
}

/** Addresses that our dialect makes links of by itself, which it then refuses. */
const REFUSED_LINK = /((?:http:\/\/|www\.)[-.\w]+\S*)/i

/**
 * What would be read as a note at the foot of the page gets a space, and a bare address that is not https is set as code,
 * or it would be a link that is refused.
 */
function readable<Kept extends RootContent | PhrasingContent>(node: Kept, notes: Note[]): Kept {
  if (!('children' in node) || node.type === 'link') return node
  const children: readonly (RootContent | PhrasingContent)[] = node.children
  const written = children.flatMap((child): (RootContent | PhrasingContent)[] => {
    if (child.type !== 'text') return [readable(child, notes)]
    if (child.value.includes('[^')) notes.push(note('brackets'))
    const value = child.value.replaceAll('[^', '[ ^')
    if (!REFUSED_LINK.test(value)) return [{ ...child, value }]
    return value.split(REFUSED_LINK).map((part, index) => {
      if (index % 2 === 0) return { type: 'text', value: part }
      notes.push(note('link-written', { address: part }))
      return { type: 'inlineCode', value: part }
    })
  })
  return { ...node, children: written } as Kept
}
