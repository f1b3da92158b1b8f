import type { ListItem, Nodes, RootContent } from 'mdast'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import { attributeOf, childrenNamed, isComponent } from '../dialect/element.ts'
import { placeOfNode } from '../dialect/node-place.ts'
import { plainText } from '../dialect/plain-text.ts'
import { errorAt, type LocalProblem } from '../problem.ts'
import type { ReplyCase } from './request-task.ts'
import { tokensOf } from './word-tokens.ts'

/** A fact as nodes of the text. */
export type FactParts = {
  item: ListItem
  name: string
  spellings: readonly { text: string; node: Nodes }[]
  hint: readonly RootContent[]
}

/** A rubric as nodes of the text. */
export type RubricParts = {
  node: MdxJsxFlowElement
  element: string
  must: readonly FactParts[]
  mustNot: readonly FactParts[]
  model: MdxJsxFlowElement | null
  replies: Readonly<Partial<Record<ReplyCase, MdxJsxFlowElement>>>
}

export const replyCases: readonly ReplyCase[] = ['right', 'incomplete', 'too-much']

const FACT_HINT = 'Write each as: - The case number: `TR-2027-0419` or `TR 0419`. The words in backticks are accepted.'

/** Takes a rubric apart and tells what is missing or in the wrong place. What its words mean together comes later. */
export function readRubric(
  node: MdxJsxFlowElement,
  language: string,
): { parts: RubricParts; problems: LocalProblem[] } {
  const problems: LocalProblem[] = []
  const element = attributeOf(node, 'element') ?? ''
  const tell = (at: Nodes, message: string, hint: string) => {
    problems.push(errorAt(placeOfNode(at), 'request', message, hint))
  }
  const one = (name: string): MdxJsxFlowElement | null => {
    const [first, second] = childrenNamed(node, name)
    if (second) tell(second, `This rubric has two <${name}>.`, 'Put all of it into the first one.')
    return first ?? null
  }
  for (const child of node.children) {
    if (!isComponent(child)) {
      tell(child, 'This text stands in no part of the rubric.', 'Put it into <Model> or <Reply>, or remove it.')
    }
  }
  const mustSay = one('MustSay')
  const mustNotSay = one('MustNotSay')
  const model = one('Model')
  if (!mustSay) tell(node, 'This rubric requires nothing.', 'Add <MustSay> with a list of facts.')
  if (!model) tell(node, 'This rubric has no model answer.', 'Add <Model> with a text that says all it requires.')

  const replies: Partial<Record<ReplyCase, MdxJsxFlowElement>> = {}
  for (const reply of childrenNamed(node, 'Reply')) {
    const when = replyCases.find((known) => known === attributeOf(reply, 'when'))
    if (!when) continue
    if (replies[when]) tell(reply, `This rubric has two replies for "${when}".`, 'Keep one.')
    else replies[when] = reply
  }
  for (const when of replyCases) {
    if (replies[when] || (when === 'too-much' && !mustNotSay)) continue
    tell(
      node,
      `This rubric has no reply for "${when}".`,
      `Add <Reply when="${when}"> with what the receiving authority answers then.`,
    )
  }
  const factsOf = (list: MdxJsxFlowElement | null) => (list ? readFacts(list, language, problems) : [])
  return { parts: { node, element, must: factsOf(mustSay), mustNot: factsOf(mustNotSay), model, replies }, problems }
}

function readFacts(part: MdxJsxFlowElement, language: string, problems: LocalProblem[]): FactParts[] {
  const tell = (at: Nodes, message: string, hint: string) => {
    problems.push(errorAt(placeOfNode(at), 'request', message, hint))
  }
  const [list, stray] = part.children
  if (list?.type !== 'list' || stray) {
    const at = part.children.find(({ type }) => type !== 'list') ?? stray
    // An empty component is told by the dialect.
    if (at) tell(at, `<${part.name}> holds one list and nothing else.`, FACT_HINT)
    return []
  }
  const seen = new Set<string>()
  return list.children.map((item): FactParts => {
    const [line, ...hint] = item.children
    const words = line?.type === 'paragraph' ? line.children : []
    const first = words.findIndex(({ type }) => type === 'inlineCode')
    const name = plainText({ type: 'paragraph', children: first < 0 ? words : words.slice(0, first) })
      .replace(/[\s:：,;–—-]+$/u, '')
      .trim()
    const spellings = words.flatMap((word) => (word.type === 'inlineCode' ? [{ text: word.value, node: word }] : []))
    if (name === '') tell(item, 'This fact has no name.', FACT_HINT)
    else if (spellings.length === 0) tell(item, `"${name}" has no accepted spelling.`, FACT_HINT)
    for (const { text, node } of spellings) {
      const key = JSON.stringify(tokensOf(text, language))
      if (key === '[]') {
        tell(node, `\`${text}\` has neither letter nor digit.`, 'Write words that a draft may hold.')
      } else if (seen.has(key)) {
        const hint = 'Remove one. Case, accents and the way of writing dates and numbers make no difference.'
        tell(node, `The spelling \`${text}\` is there twice.`, hint)
      }
      seen.add(key)
    }
    return { item, name, spellings, hint }
  })
}
