import type { RootContent } from 'mdast'
import { errorAt } from '../problem.ts'
import type { ChoiceQuestion } from '../question.ts'
import { placeOfNode } from './node-place.ts'
import { plainText } from './plain-text.ts'
import type { BodyReader } from './question-body.ts'
import { readQuestion } from './read-question.ts'

/** Options to choose from: a task list, each option with its feedback. */
export const readChoice: BodyReader = (element, asked) => {
  const { parts, problems } = readQuestion(element)
  const { stem, options, explanation } = parts
  const isPaper = (node: RootContent) => node.type === 'blockquote' || node.type === 'table'
  if (asked === 'missing' && !stem.some(isPaper)) {
    const hint = 'Before the list, quote the document: begin each of its lines with >.'
    problems.push(errorAt(placeOfNode(element), 'question', 'There is no document to find something missing in.', hint))
  }
  const kind: ChoiceQuestion['kind'] = asked === 'missing' ? 'missing' : parts.kind
  return {
    problems,
    stem,
    explanation,
    asks: options.map(({ option }) => plainText(option)),
    pieces: options.flatMap(({ option, feedback }, index) => [
      [`option-${index}`, option.children] as const,
      [`feedback-${index}`, feedback] as const,
    ]),
    finish: (html) => ({
      kind,
      options: options.map(({ correct }, index) => ({
        html: html(`option-${index}`),
        correct,
        feedbackHtml: html(`feedback-${index}`),
      })),
    }),
  }
}
