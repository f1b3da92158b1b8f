import type { RootContent } from 'mdast'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import { errorAt, type LocalProblem, type Place } from '../problem.ts'
import type { Question, QuestionKind } from '../question.ts'
import { placeOfNode } from './node-place.ts'
import { plainText } from './plain-text.ts'

/** What only questions of one kind have. */
type BodyOf<One> = One extends Question
  ? Omit<One, 'id' | 'stemHtml' | 'explanationHtml' | 'articles' | 'objective' | 'difficulty' | 'shuffle'>
  : never

/** What a question is answered with, taken to pieces. */
export type QuestionBody = {
  problems: readonly LocalProblem[]
  stem: readonly RootContent[]
  explanation: readonly RootContent[]
  /** What of it asks, for telling questions that are alike. */
  asks: readonly string[]
  /** What of it becomes HTML, by name. */
  pieces: readonly (readonly [name: string, content: readonly RootContent[]])[]
  finish: (html: (name: string) => string) => BodyOf<Question>
}

export type BodyReader = (element: MdxJsxFlowElement, kind: QuestionKind) => QuestionBody

/**
 * Parts a question at what it is answered with: the first child that `isBody` says, what stands before and what after.
 * `words` name such a thing, and say how to write one.
 */
export function cutAround(
  element: MdxJsxFlowElement,
  isBody: (node: RootContent) => boolean,
  words: { name: string; write: string },
): { body: RootContent | null; stem: RootContent[]; explanation: RootContent[]; problems: LocalProblem[] } {
  const place = placeOfNode(element)
  const children: readonly RootContent[] = element.children
  const [first, second] = children.filter(isBody)
  const problems: LocalProblem[] = []
  const add = (at: Place, message: string, hint: string) => problems.push(errorAt(at, 'question', message, hint))
  if (!first) add(place, `This question has no ${words.name}.`, words.write)
  if (second) {
    add(
      placeOfNode(second),
      `This question has a second ${words.name}.`,
      'Put everything into one, without text between.',
    )
  }
  const at = first ? children.indexOf(first) : children.length
  const stem = children.slice(0, at)
  const explanation = children.slice(at + 1)
  if (first && stem.every((node) => plainText(node) === '')) {
    add(place, 'This question asks nothing.', `Write the question before its ${words.name}.`)
  }
  return { body: first ?? null, stem, explanation, problems }
}

/** A question whose parts have no feedback of their own must say afterwards why its answer is right. */
export function needsExplanation(element: MdxJsxFlowElement, explanation: readonly RootContent[]): LocalProblem[] {
  if (explanation.some((node) => plainText(node) !== '')) return []
  const hint = 'After the answer, at the margin, write why it is so: learners read it once they have answered.'
  return [errorAt(placeOfNode(element), 'feedback', 'This question explains nothing.', hint)]
}

/** Reports each text that is there before: compared without capitals and runs of space. */
export function checkTwice(
  texts: readonly { text: string; place: Place }[],
  say: (text: string) => readonly [message: string, hint: string],
): LocalProblem[] {
  const seen = new Set<string>()
  return texts.flatMap(({ text, place }) => {
    const key = text.toLowerCase().replace(/\s+/g, ' ')
    if (key === '' || !seen.has(key)) {
      seen.add(key)
      return []
    }
    const [message, hint] = say(short(text))
    return [errorAt(place, 'question', message, hint)]
  })
}

/** As much of a text as a message quotes. */
export const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
