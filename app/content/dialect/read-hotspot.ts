import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import { errorAt, type LocalProblem, type Place } from '../problem.ts'
import { LEAST_SIDE, type Region } from '../question.ts'
import { attributeOf, childrenNamed } from './element.ts'
import { placeOfNode } from './node-place.ts'
import { plainText } from './plain-text.ts'
import type { BodyReader } from './question-body.ts'
import { readQuestion } from './read-question.ts'

const WRITE_REGION =
  'Begin the option with its place in the picture, as `left top right bottom` in per cent: - [ ] `10 20 40 35` The seal'

const MOST_PLACES = 9

/**
 * Places in a picture to choose from: one Figure, and a task list whose options begin with their place. The words of an
 * option say the same to who does not see the picture.
 */
export const readHotspot: BodyReader = (element) => {
  const { parts, problems } = readQuestion(element)
  const { picture, problems: pictureProblems } = readPicture(element)
  const options = parts.options.map(({ option, ...rest }) => ({ ...rest, ...readPlaced(option, placeOfNode(option)) }))
  const right = options.filter(({ correct }) => correct).length
  if (right > 1) {
    const hint = 'Mark one with [x]. To ask for several things, ask several questions.'
    problems.push(errorAt(placeOfNode(element), 'question', `${right} places of this picture are right.`, hint))
  }
  if (options.length > MOST_PLACES) {
    const hint = `At most ${MOST_PLACES}: more would lie too close on a phone.`
    problems.push(errorAt(placeOfNode(element), 'question', `This picture has ${options.length} places.`, hint))
  }
  return {
    problems: [...problems, ...pictureProblems, ...options.flatMap(({ wrong }) => wrong)],
    stem: parts.stem.filter((node) => node !== picture),
    explanation: parts.explanation,
    asks: options.map(({ text }) => text.map(plainText).join('')),
    pieces: [
      ['picture', picture ? [picture] : []],
      ...options.flatMap(({ text, feedback }, index) => [
        [`option-${index}`, text] as const,
        [`feedback-${index}`, feedback] as const,
      ]),
    ],
    finish: (html) => ({
      kind: 'hotspot',
      pictureHtml: pictureIn(html('picture')),
      options: options.map(({ correct, region }, index) => ({
        html: html(`option-${index}`),
        correct,
        feedbackHtml: html(`feedback-${index}`),
        region,
      })),
    }),
  }
}

/** The picture without the figure around it: areas are laid over it alone. */
function pictureIn(html: string): string {
  return /<picture>[\s\S]*?<\/picture>|<img [^>]*>/.exec(html)?.[0] ?? ''
}

function readPicture(element: MdxJsxFlowElement): { picture: RootContent | null; problems: LocalProblem[] } {
  const [picture, second] = childrenNamed(element, 'Figure')
  const fault = (node: MdxJsxFlowElement, message: string, hint: string) => ({
    picture: picture ?? null,
    problems: [errorAt(placeOfNode(node), 'question', message, hint)],
  })
  if (!picture) {
    const hint = 'Before the list, show one: <Figure src="…" alt="…" />'
    return fault(element, 'There is no picture to find a place in.', hint)
  }
  if (second) return fault(second, 'This question has a second picture.', 'Places are looked for in one.')
  if (attributeOf(picture, 'caption') !== null || picture.children.length > 0) {
    const hint = 'Leave them out. What everybody needs to know stands in the question; `alt` says what is seen.'
    return fault(picture, 'The picture of a question of this kind has no caption and no description.', hint)
  }
  return { picture, problems: [] }
}

const NOWHERE: Region = [0, 0, 100, 100]

/** An option without its place, and the place. */
function readPlaced(
  option: Paragraph,
  place: Place,
): { text: PhrasingContent[]; region: Region; wrong: LocalProblem[] } {
  const [first, ...rest] = option.children
  if (first === undefined) return { text: [], region: NOWHERE, wrong: [] }
  const fault = (message: string, hint = WRITE_REGION) => ({
    text: option.children,
    region: NOWHERE,
    wrong: [errorAt(place, 'question', message, hint)],
  })
  if (first.type !== 'inlineCode') return fault('This option does not say where it is in the picture.')
  const numbers = first.value.trim().split(/\s+/)
  if (numbers.length !== 4 || !numbers.every((one) => /^\d{1,3}(\.\d{1,2})?$/.test(one))) {
    return fault(`"${first.value.slice(0, 40)}" is no place in a picture.`)
  }
  const [left = 0, top = 0, right = 0, bottom = 0] = numbers.map(Number)
  if (right > 100 || bottom > 100 || right - left < LEAST_SIDE || bottom - top < LEAST_SIDE) {
    const hint = `Right must be greater than left and bottom than top, by ${LEAST_SIDE} or more, and none above 100.`
    return fault(`The place "${first.value}" is outside of the picture or too small to be touched.`, hint)
  }
  const [next, ...others] = rest
  const text = next?.type === 'text' ? [{ ...next, value: next.value.trimStart() }, ...others] : rest
  if (text.map(plainText).join('').trim() === '') {
    return fault('This option has no words.', 'Say what is there: who does not see the picture chooses by them.')
  }
  return { text, region: [left, top, right, bottom], wrong: [] }
}
