import type { Parents } from 'mdast'
import { attributeOf, type ComponentElement, isComponent } from '../dialect/element.ts'
import { type Family, required } from '../dialect/family.ts'
import { placeOfAttribute, placeOfNode } from '../dialect/node-place.ts'
import { errorAt, type LocalProblem } from '../problem.ts'

/** Texts that several lessons include. */
export const partialFamily: Family = {
  components: [
    ['Partial', { place: 'block', content: 'none', attributes: new Map([['src', required('file')]]), only: 'lesson' }],
  ],
  check: checkPlace,
  facts: (element) => {
    const target = attributeOf(element, 'src')
    return { files: target ? [{ target, use: 'partial', place: placeOfAttribute(element, 'src') }] : [] }
  },
}

/** Whether a text may be put in where the component stands. */
export function takesPartial(parent: Parents | undefined): boolean {
  return parent?.type === 'root' || (parent?.type === 'mdxJsxFlowElement' && parent.name === 'CaseFile')
}

function checkPlace(element: ComponentElement, ancestors: readonly Parents[]): LocalProblem[] {
  const place = placeOfNode(element)
  const parent = ancestors.at(-1)
  if (element.type !== 'mdxJsxFlowElement') return []
  if (!takesPartial(parent)) {
    const where = parent && isComponent(parent) ? `<${parent.name}>` : 'something else'
    const message = `<Partial> stands inside ${where}.`
    return [errorAt(place, 'misplaced-component', message, 'Put it at the left margin, or into a <CaseFile>.')]
  }
  const src = attributeOf(element, 'src')
  if (src === null || src.endsWith('.mdx')) return []
  const message = `"${src}" is not a text to include.`
  return [
    errorAt(placeOfAttribute(element, 'src'), 'partial', message, 'It is a file such as ../_shared/when-to-call.mdx.'),
  ]
}
