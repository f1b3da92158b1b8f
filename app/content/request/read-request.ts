import type { RootContent } from 'mdast'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import { parseArticleReference } from '#app/convention/article-reference.ts'
import type { ApartReader } from '../dialect/apart.ts'
import { attributeOf, childrenNamed, isComponent } from '../dialect/element.ts'
import { placeOfNode } from '../dialect/node-place.ts'
import { plainText } from '../dialect/plain-text.ts'
import { type QuestionParts, readQuestion } from '../dialect/read-question.ts'
import { errorAt, type LocalProblem } from '../problem.ts'
import { checkElements, checkRubric, factOf, textOf } from './check-request.ts'
import { type FactParts, readRubric, replyCases, type RubricParts } from './read-rubric.ts'
import { requestElements, requestKinds } from './request-kinds.ts'
import type { RequestTask, Rubric } from './request-task.ts'
import { tokensOf } from './word-tokens.ts'

/** A drafting task: its case file, the choice of the legal basis, and a rubric for each element. */
export const readRequest: ApartReader = (element, language) => {
  const place = placeOfNode(element)
  const id = attributeOf(element, 'id') ?? ''
  const objective = attributeOf(element, 'objective')
  const kind = requestKinds.find((known) => known === attributeOf(element, 'kind'))
  const { intro, problems } = readIntro(element)
  const basis = readBasis(element, problems)
  const rubrics = childrenNamed(element, 'Rubric').map((node) => {
    const read = readRubric(node, language)
    problems.push(...read.problems, ...checkRubric(read.parts, textOf(intro), language))
    return read.parts
  })
  if (kind) problems.push(...checkElements(kind, rubrics, place))
  const inOrder = kind
    ? requestElements[kind].flatMap((one) => rubrics.find((rubric) => rubric.element === one.id) ?? [])
    : rubrics
  return {
    problems,
    facts: {
      ids: [{ id, what: 'request', place }],
      objectives: objective ? [{ id: objective, byQuestion: true, place }] : [],
    },
    pieces: [['intro', intro], ...basisPieces(basis), ...inOrder.flatMap(rubricPieces)],
    finish: (html) => ({
      part: { kind: 'request', requestId: id },
      request: {
        id,
        title: attributeOf(element, 'title') ?? '',
        kind: kind ?? 'preservation',
        articles: (attributeOf(element, 'articles') ?? '')
          .split(',')
          .flatMap((one) => parseArticleReference(one) ?? []),
        objective,
        introHtml: html('intro'),
        caseText: textOf(intro),
        basis: {
          stemHtml: html('basis'),
          options: basis.options.map(({ option, correct }, index) => ({
            key: tokensOf(plainText(option), 'en').join('-'),
            html: html(`basis-option-${index}`),
            correct,
            feedbackHtml: html(`basis-feedback-${index}`),
          })),
        },
        rubrics: inOrder.map((rubric) => finishRubric(rubric, html)),
      } satisfies RequestTask,
    }),
  }
}

/** Everything before the legal basis and the rubrics. */
function readIntro(element: MdxJsxFlowElement): { intro: RootContent[]; problems: LocalProblem[] } {
  const problems: LocalProblem[] = []
  const children: readonly RootContent[] = element.children
  const isPart = (node: RootContent) => isComponent(node) && (node.name === 'Rubric' || node.name === 'LegalBasis')
  const first = children.findIndex(isPart)
  const intro = first < 0 ? [...children] : children.slice(0, first)
  if (textOf(intro).trim() === '') {
    const hint = 'Before <LegalBasis>, say what to do and give the case file.'
    problems.push(errorAt(placeOfNode(element), 'request', 'This request has no case file.', hint))
  }
  for (const node of children.slice(intro.length).filter((child) => !isPart(child))) {
    const hint = 'Move it before <LegalBasis>: the case file is shown as a whole, beside the form.'
    problems.push(errorAt(placeOfNode(node), 'request', 'This text stands between the parts of the request.', hint))
  }
  return { intro, problems }
}

type Basis = Pick<QuestionParts, 'stem' | 'options' | 'explanation'>

function readBasis(element: MdxJsxFlowElement, problems: LocalProblem[]): Basis {
  const [first, second] = childrenNamed(element, 'LegalBasis')
  if (!first) {
    const hint = 'Add <LegalBasis> with a question and a list: - [x] the right article, - [ ] a wrong one.'
    problems.push(errorAt(placeOfNode(element), 'request', 'This request has no <LegalBasis>.', hint))
    return { stem: [], options: [], explanation: [] }
  }
  if (second) {
    const hint = 'Keep one; its list holds all articles to choose from.'
    problems.push(errorAt(placeOfNode(second), 'request', 'This request has two <LegalBasis>.', hint))
  }
  const { parts, problems: found } = readQuestion(first)
  problems.push(...found)
  if (parts.options.filter(({ correct }) => correct).length > 1) {
    const hint = 'Mark only one with [x].'
    problems.push(errorAt(placeOfNode(first), 'request', 'A request is made under one article.', hint))
  }
  return parts
}

type Piece = readonly [name: string, content: readonly RootContent[]]

function basisPieces({ stem, options, explanation }: Basis): Piece[] {
  return [
    ['basis', stem],
    ...options.flatMap(({ option, feedback }, index): Piece[] => [
      [`basis-option-${index}`, option.children],
      [`basis-feedback-${index}`, [...feedback, ...explanation]],
    ]),
  ]
}

function rubricPieces({ element, must, mustNot, model, replies }: RubricParts): Piece[] {
  const hints = (name: string, facts: readonly FactParts[]) =>
    facts.map(({ hint }, index): Piece => [`${element}-${name}-${index}`, hint])
  return [
    ...hints('must', must),
    ...hints('not', mustNot),
    [`${element}-model`, model?.children ?? []],
    ...replyCases.map((when): Piece => [`${element}-${when}`, replies[when]?.children ?? []]),
  ]
}

function finishRubric({ element, must, mustNot }: RubricParts, html: (name: string) => string): Rubric {
  const facts = (name: string, parts: readonly FactParts[]) =>
    parts.map((fact, index) => ({ ...factOf(fact), hintHtml: html(`${element}-${name}-${index}`) }))
  return {
    element,
    must: facts('must', must),
    mustNot: facts('not', mustNot),
    modelHtml: html(`${element}-model`),
    replies: {
      right: html(`${element}-right`),
      incomplete: html(`${element}-incomplete`),
      'too-much': html(`${element}-too-much`),
    },
  }
}
