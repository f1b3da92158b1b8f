import { parseArticleReference } from '#app/convention/article-reference.ts'
import { difficulties, type Question, type QuestionKind, questionKinds } from '../question.ts'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import { errorAt, type LocalProblem } from '../problem.ts'
import type { ApartReader } from './apart.ts'
import { attributeOf } from './element.ts'
import { placeOfNode } from './node-place.ts'
import { plainText } from './plain-text.ts'
import type { BodyReader } from './question-body.ts'
import { readChoice } from './read-choice.ts'
import { readCloze } from './read-cloze.ts'
import { readHotspot } from './read-hotspot.ts'
import { readMatch } from './read-match.ts'
import { readOrder } from './read-order.ts'
import { readTyped } from './read-typed.ts'

const readers: Record<QuestionKind, BodyReader> = {
  single: readChoice,
  multiple: readChoice,
  missing: readChoice,
  hotspot: readHotspot,
  order: readOrder,
  match: readMatch,
  classify: readMatch,
  cloze: readCloze,
  short: readTyped,
  numeric: readTyped,
}

/** Attributes that only some kinds have. */
const onlyOf: readonly (readonly [attribute: string, kinds: readonly QuestionKind[]])[] = [
  ['exact', ['short']],
  ['tolerance', ['numeric']],
  ['unit', ['numeric']],
  ['shuffle', ['single', 'multiple', 'missing', 'match', 'classify']],
]

function checkAttributes(element: MdxJsxFlowElement, kind: QuestionKind): LocalProblem[] {
  return onlyOf.flatMap(([attribute, kinds]) => {
    if (attributeOf(element, attribute) === null || kinds.includes(kind)) return []
    const hint = `It belongs to ${kinds.map((one) => `kind="${one}"`).join(', ')}.`
    return [errorAt(placeOfNode(element), 'attribute', `A question of kind="${kind}" has no "${attribute}".`, hint)]
  })
}

/** A question: its stem, what it is answered with, its explanation. */
export const questionPieces: ApartReader = (element) => {
  const place = placeOfNode(element)
  const id = attributeOf(element, 'id') ?? ''
  const objective = attributeOf(element, 'objective')
  const articles = (attributeOf(element, 'articles') ?? '')
    .split(',')
    .flatMap((one) => parseArticleReference(one) ?? [])
  const difficulty = difficulties.find((one) => one === attributeOf(element, 'difficulty'))
  const kind = questionKinds.find((one) => one === attributeOf(element, 'kind')) ?? 'single'
  const { problems, stem, explanation, asks, pieces, finish } = readers[kind](element, kind)
  return {
    problems: [...checkAttributes(element, kind), ...problems],
    facts: {
      ids: id ? [{ id, what: 'question', place }] : [],
      questions: id
        ? [{ id, text: [...stem.map(plainText), ...asks].join(' '), place, articles, difficulty: difficulty ?? null }]
        : [],
      objectives: objective ? [{ id: objective, byQuestion: true, place }] : [],
    },
    pieces: [['stem', stem], ...pieces, ['explanation', explanation]],
    finish: (html) => {
      // The order of the fields, and that optional ones are left out, keeps the hash of wordings as it always was.
      const { kind: made, ...body } = finish(html)
      const question = {
        id,
        kind: made,
        stemHtml: html('stem'),
        ...body,
        explanationHtml: html('explanation'),
        articles,
        objective,
        ...(difficulty ? { difficulty } : {}),
        // Places in a picture are numbered as they lie in it.
        ...(made === 'hotspot' || attributeOf(element, 'shuffle') === 'no' ? { shuffle: false as const } : {}),
      }
      return { part: { kind: 'check', questionId: id }, question: question as Question }
    },
  }
}
