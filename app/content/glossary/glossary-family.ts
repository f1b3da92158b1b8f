import type { Parents } from 'mdast'
import { attributeOf, type ComponentElement, isComponent } from '../dialect/element.ts'
import { type Family, required } from '../dialect/family.ts'
import { placeOfAttribute, placeOfNode } from '../dialect/node-place.ts'
import { errorAt, type LocalProblem } from '../problem.ts'

/** Terms of the glossary. */
export const glossaryFamily: Family = {
  components: [['Term', { place: 'inline', content: 'may', attributes: new Map([['id', required('id')]]) }]],
  check: checkTerm,
  facts: (element) => {
    const id = attributeOf(element, 'id')
    return { terms: id ? [{ id, place: placeOfAttribute(element, 'id') }] : [] }
  },
}

/** A term becomes something to point at: it cannot stand in another such thing, nor hold one. */
function checkTerm(element: ComponentElement, ancestors: readonly Parents[]): LocalProblem[] {
  if (element.type !== 'mdxJsxTextElement') return []
  const place = placeOfNode(element)
  const within = ancestors.find(
    (one) => one.type === 'heading' || one.type === 'link' || (isComponent(one) && one.name === 'Term'),
  )
  if (within) {
    const where = within.type === 'heading' ? 'a heading' : within.type === 'link' ? 'a link' : 'another <Term>'
    return [
      errorAt(place, 'misplaced-component', `<Term> stands in ${where}.`, 'Explain the word in the text instead.'),
    ]
  }
  const strange = element.children.find((child) => !['text', 'emphasis', 'strong', 'inlineCode'].includes(child.type))
  if (!strange) return []
  return [
    errorAt(
      placeOfNode(strange),
      'component-content',
      '<Term> holds more than words.',
      'Write only the words of the sentence between <Term …> and </Term>.',
    ),
  ]
}
