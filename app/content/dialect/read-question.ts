import type { ListItem, Paragraph, RootContent } from 'mdast'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import { type ArticleReference, parseArticleReference } from '#app/convention/article-reference.ts'
import { attributeOf } from './element.ts'
import { placeOfNode } from './node-place.ts'
import { errorAt, type LocalProblem, type Place } from '../problem.ts'
import { plainText } from './plain-text.ts'

/** A question's pieces, as nodes of its text. */
export type QuestionParts = {
  id: string
  kind: 'single' | 'multiple'
  articles: readonly ArticleReference[]
  objective: string | null
  place: Place
  stem: readonly RootContent[]
  options: readonly { option: Paragraph; correct: boolean; feedback: readonly RootContent[] }[]
  explanation: readonly RootContent[]
}

/** Takes a question apart: what stands before the task list, the options with their feedback, what stands after. */
export function readQuestion(element: MdxJsxFlowElement): { parts: QuestionParts; problems: LocalProblem[] } {
  const place = placeOfNode(element)
  const problems: LocalProblem[] = []
  const children: readonly RootContent[] = element.children
  const taskLists = children.flatMap((child, index) =>
    child.type === 'list' && child.children.some((item) => typeof item.checked === 'boolean')
      ? [{ list: child, index }]
      : [],
  )
  const [first, second] = taskLists
  if (!first) {
    problems.push(
      errorAt(
        place,
        'question',
        'This question has no options.',
        'Write a list: - [x] a right option, - [ ] a wrong one.',
      ),
    )
  }
  if (second) {
    problems.push(
      errorAt(
        placeOfNode(second.list),
        'question',
        'This question has two lists of options.',
        'Put all options in one list, without text at the margin between them.',
      ),
    )
  }
  const at = first?.index ?? children.length
  const stem = children.slice(0, at)
  if (first && stem.every((node) => plainText(node) === '')) {
    problems.push(errorAt(place, 'question', 'This question asks nothing.', 'Write the question before its options.'))
  }
  const options = (first?.list.children ?? []).map((item) => readOption(item, problems))
  problems.push(...checkOptions(options, place, attributeOf(element, 'kind')))
  const right = options.filter((option) => option.correct).length
  return {
    parts: {
      id: attributeOf(element, 'id') ?? '',
      kind: attributeOf(element, 'kind') === 'multiple' || right > 1 ? 'multiple' : 'single',
      articles: (attributeOf(element, 'articles') ?? '').split(',').flatMap((one) => parseArticleReference(one) ?? []),
      objective: attributeOf(element, 'objective'),
      place,
      stem,
      options,
      explanation: children.slice(at + 1),
    },
    problems,
  }
}

const NOTHING: Paragraph = { type: 'paragraph', children: [] }

function readOption(item: ListItem, problems: LocalProblem[]): QuestionParts['options'][number] & { item: ListItem } {
  const place = placeOfNode(item)
  const [option, ...feedback] = item.children
  if (typeof item.checked !== 'boolean') {
    problems.push(
      errorAt(
        place,
        'question',
        'This option says neither [ ] nor [x].',
        'Begin it with - [ ] or - [x], with one space in the brackets.',
      ),
    )
  }
  if (option?.type !== 'paragraph' || plainText(option) === '') {
    problems.push(errorAt(place, 'question', 'This option has no text.', 'Write it on the line of the brackets.'))
    return { item, option: NOTHING, correct: item.checked === true, feedback }
  }
  if (feedback.length === 0) {
    problems.push(
      errorAt(
        place,
        'feedback',
        `The option "${short(plainText(option))}" has no feedback.`,
        'Below it, after a blank line and indented by two spaces, say why it is right or wrong.',
      ),
    )
  }
  return { item, option, correct: item.checked === true, feedback }
}

function checkOptions(
  options: readonly (QuestionParts['options'][number] & { item: ListItem })[],
  place: Place,
  kind: string | null,
): LocalProblem[] {
  if (options.length === 0) return []
  const problems: LocalProblem[] = []
  const right = options.filter((option) => option.correct).length
  if (options.length < 2) {
    problems.push(errorAt(place, 'question', 'This question has only one option.', 'Add at least one more.'))
  }
  if (right === 0) {
    problems.push(errorAt(place, 'question', 'No option of this question is right.', 'Mark the right one with [x].'))
  }
  if (kind === 'single' && right > 1) {
    problems.push(
      errorAt(
        place,
        'question',
        `This question is kind="single" but has ${right} right options.`,
        'Mark one, or remove kind.',
      ),
    )
  }
  if (options.length > 1 && right === options.length) {
    problems.push(errorAt(place, 'question', 'Every option of this question is right.', 'Add one that is not.'))
  }
  const seen = new Set<string>()
  for (const { option, item } of options) {
    const text = plainText(option).toLowerCase().replace(/\s+/g, ' ')
    if (text && seen.has(text)) {
      problems.push(
        errorAt(
          placeOfNode(item),
          'question',
          `The option "${short(plainText(option))}" is there twice.`,
          'Reword or remove it.',
        ),
      )
    }
    seen.add(text)
  }
  return problems
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
