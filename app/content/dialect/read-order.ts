import { errorAt } from '../problem.ts'
import { placeOfNode } from './node-place.ts'
import { plainText } from './plain-text.ts'
import { type BodyReader, checkTwice, cutAround, needsExplanation } from './question-body.ts'

const FEWEST = 3
const MOST = 12

/** Things to be put in order: an ordered list, written in the right one. */
export const readOrder: BodyReader = (element) => {
  const words = {
    name: 'numbered list',
    write: 'Write the things in their right order: 1. first, 2. second, 3. third.',
  }
  const { body, stem, explanation, problems } = cutAround(
    element,
    (node) => node.type === 'list' && node.ordered === true,
    words,
  )
  const items = body?.type === 'list' ? body.children : []
  const place = placeOfNode(body ?? element)
  if (body && (items.length < FEWEST || items.length > MOST)) {
    const hint = `Write ${FEWEST} to ${MOST} things: fewer are guessed, more do not fit a small screen.`
    problems.push(errorAt(place, 'question', `This list has ${items.length} things to put in order.`, hint))
  }
  const texts = items.map((item) => {
    const [text, ...more] = item.children
    const at = placeOfNode(item)
    if (text?.type !== 'paragraph' || plainText(text) === '') {
      problems.push(errorAt(at, 'question', 'This thing has no text.', 'Write it on the line of its number.'))
      return { text: '', place: at, content: [] }
    }
    if (more.length > 0) {
      const hint = 'Write what there is to say about the order after the list.'
      problems.push(errorAt(at, 'question', 'A thing to put in order is one line.', hint))
    }
    return { text: plainText(text), place: at, content: text.children }
  })
  problems.push(...checkTwice(texts, (text) => [`"${text}" is there twice.`, 'Reword or remove one.']))
  if (body) problems.push(...needsExplanation(element, explanation))
  return {
    problems,
    stem,
    explanation,
    asks: texts.map(({ text }) => text),
    pieces: texts.map(({ content }, index) => [`item-${index}`, content]),
    finish: (html) => ({ kind: 'order', items: texts.map((_text, index) => ({ html: html(`item-${index}`) })) }),
  }
}
