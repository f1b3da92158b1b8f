import { placeOfNode } from '../dialect/node-place.ts'
import { plainText } from '../dialect/plain-text.ts'
import { errorAt, type LocalProblem } from '../problem.ts'
import { markElement } from './mark-element.ts'
import type { FactParts, RubricParts } from './read-rubric.ts'
import { elementIds, elementOf, requestElements, type RequestKind } from './request-kinds.ts'
import { LONGEST_ELEMENT } from './request-task.ts'
import { findPhrase, tokensOf } from './word-tokens.ts'

/** Whether the rubrics are those of the kind: each element once, none of another kind. */
export function checkElements(
  kind: RequestKind,
  rubrics: readonly RubricParts[],
  place: { line: number; column: number },
): LocalProblem[] {
  const problems: LocalProblem[] = []
  const elements = requestElements[kind]
  const seen = new Set<string>()
  for (const { node, element } of rubrics) {
    if (!elementOf(kind, element)) {
      // A name that no kind has is told with its attribute.
      if (!elementIds.includes(element)) continue
      const hint = `Its elements are ${elements.map(({ id }) => id).join(', ')}.`
      problems.push(
        errorAt(placeOfNode(node), 'request', `A request of kind "${kind}" has no element "${element}".`, hint),
      )
    } else if (seen.has(element)) {
      const hint = 'Put both together, or name the element that this one is for.'
      problems.push(errorAt(placeOfNode(node), 'request', `The element "${element}" has two rubrics.`, hint))
    }
    seen.add(element)
  }
  for (const { id, optional } of elements) {
    if (optional || seen.has(id)) continue
    problems.push(
      errorAt(place, 'request', `The element "${id}" has no rubric.`, `Add <Rubric element="${id}"> … </Rubric>.`),
    )
  }
  return problems
}

/**
 * Whether a rubric can be met: nothing that it requires holds what it forbids, and its own model answer gets full marks
 * by it. A rubric that its author's answer fails would mark trainees wrongly too.
 */
export function checkRubric({ must, mustNot, model }: RubricParts, caseText: string, language: string): LocalProblem[] {
  const problems: LocalProblem[] = []
  for (const fact of must) {
    for (const { text, node } of fact.spellings) {
      const forbidden = mustNot.find(({ spellings }) =>
        spellings.some((one) => findPhrase(tokensOf(text, language), tokensOf(one.text, language)) >= 0),
      )
      if (!forbidden) continue
      const message = `\`${text}\` is required here and forbidden by "${forbidden.name}".`
      problems.push(errorAt(placeOfNode(node), 'request', message, 'Change one of the two spellings.'))
    }
  }
  if (!model) return problems
  const tell = (message: string, hint: string) => {
    problems.push(errorAt(placeOfNode(model), 'request-model', message, hint))
  }
  const text = textOf(model.children)
  if (text.length > LONGEST_ELEMENT) {
    tell(`The model answer has ${text.length} characters.`, `A draft may have at most ${LONGEST_ELEMENT}.`)
  }
  const rubric = { must: must.map(factOf), mustNot: mustNot.map(factOf) }
  const { status, missing, disclosed } = markElement({ text, rubric, caseText, language })
  for (const index of missing) {
    const fact = must[index]
    // A fact without a spelling is told as such.
    if (!fact || fact.spellings.length === 0) continue
    const spelling = fact.spellings[0]?.text ?? ''
    tell(
      `The model answer does not say "${fact.name}".`,
      `Write \`${spelling}\` into it, or add the model's own words to the accepted spellings.`,
    )
  }
  for (const index of disclosed) {
    tell(
      `The model answer discloses "${mustNot[index]?.name ?? ''}".`,
      'Take it out of the model, or make the forbidden words narrower.',
    )
  }
  if (status === 'copied') tell('The model answer copies the case file.', 'Say only what this element needs.')
  return problems
}

export function factOf({ name, spellings }: FactParts) {
  return { name, spellings: spellings.map(({ text }) => text), hintHtml: '' }
}

/** The words of some nodes, each block on a line of its own. */
export function textOf(nodes: readonly Parameters<typeof plainText>[0][]): string {
  return nodes.map((node) => plainText(node)).join('\n')
}
