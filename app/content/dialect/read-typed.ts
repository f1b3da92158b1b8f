import type { ListItem, RootContent } from 'mdast'
import { errorAt, type LocalProblem } from '../problem.ts'
import { attributeOf } from './element.ts'
import { placeOfNode } from './node-place.ts'
import { plainText } from './plain-text.ts'
import { type BodyReader, checkTwice, cutAround, short } from './question-body.ts'

const LONGEST = 100

/** Answers that are typed: a task list of those that the author foresees, each with feedback. */
export const readTyped: BodyReader = (element, kind) => {
  const words = {
    name: 'list of answers',
    write: 'Write a list: - [x] a right answer, - [ ] a wrong one that you foresee.',
  }
  const { body, stem, explanation, problems } = cutAround(
    element,
    (node) => node.type === 'list' && node.children.some((item) => typeof item.checked === 'boolean'),
    words,
  )
  const answers = (body?.type === 'list' ? body.children : []).map((item) =>
    readAnswer(item, kind === 'numeric', problems),
  )
  const place = placeOfNode(body ?? element)
  if (body && !answers.some(({ correct }) => correct)) {
    problems.push(errorAt(place, 'question', 'No answer of this question is right.', 'Mark the right ones with [x].'))
  }
  problems.push(
    ...checkTwice(
      answers.map(({ text, item }) => ({ text, place: placeOfNode(item) })),
      (text) => [`The answer "${text}" is there twice.`, 'Remove one.'],
    ),
  )
  const foreseen = (html: (name: string) => string, index: number) => ({
    correct: answers[index]?.correct === true,
    feedbackHtml: html(`feedback-${index}`),
  })
  const exact = (attributeOf(element, 'exact') ?? '').split(' ').filter((word) => word === 'case' || word === 'accents')
  return {
    problems,
    stem,
    explanation,
    asks: answers.map(({ text }) => text),
    pieces: answers.map(({ feedback }, index) => [`feedback-${index}`, feedback]),
    finish: (html) =>
      kind === 'numeric'
        ? {
            kind,
            answers: answers.map(({ text }, index) => ({ value: Number(text), ...foreseen(html, index) })),
            tolerance: Number(attributeOf(element, 'tolerance') ?? 0),
            unit: attributeOf(element, 'unit') ?? '',
          }
        : {
            kind: 'short',
            answers: answers.map(({ text }, index) => ({ text, ...foreseen(html, index) })),
            ...(exact.length > 0 ? { exact } : {}),
          },
  }
}

type Foreseen = { item: ListItem; text: string; correct: boolean; feedback: RootContent[] }

function readAnswer(item: ListItem, isNumber: boolean, problems: LocalProblem[]): Foreseen {
  const place = placeOfNode(item)
  const add = (rule: 'question' | 'feedback', message: string, hint: string) =>
    problems.push(errorAt(place, rule, message, hint))
  const [first, ...feedback] = item.children
  const text = first?.type === 'paragraph' ? plainText(first).replace(/\s+/g, ' ') : ''
  if (typeof item.checked !== 'boolean') {
    add(
      'question',
      'This answer says neither [ ] nor [x].',
      'Begin it with - [ ] or - [x], with one space in the brackets.',
    )
  }
  if (text === '') add('question', 'This answer has no text.', 'Write it on the line of the brackets.')
  else if (text.length > LONGEST)
    add('question', 'This answer is too long to be typed.', `Keep it under ${LONGEST} characters.`)
  else if (isNumber && !/^-?\d{1,12}(\.\d{1,6})?$/.test(text)) {
    add('question', `"${short(text)}" is not a number.`, 'Write digits, with a point before the fraction: 1500 or 2.5.')
  }
  if (text !== '' && feedback.length === 0) {
    const hint = 'Below it, after a blank line and indented by two spaces, say why it is right or wrong.'
    add('feedback', `The answer "${short(text)}" has no feedback.`, hint)
  }
  return { item, text, correct: item.checked === true, feedback }
}
