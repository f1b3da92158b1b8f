import { isComponent, type ComponentElement } from '../dialect/element.ts'
import { type Family, optional, required } from '../dialect/family.ts'
import { placeOfNode } from '../dialect/node-place.ts'
import { walk } from '../dialect/walk.ts'
import { errorAt, type LocalProblem } from '../problem.ts'
import { elementIds, requestKinds } from './request-kinds.ts'

const none = new Map<string, never>()
const inRubric = ['Rubric'] as const

/** Drafting tasks: requests to another authority. */
export const requestFamily: Family = {
  components: [
    [
      'RequestForm',
      {
        place: 'apart',
        only: 'lesson',
        attributes: new Map([
          ['id', required('id')],
          ['title', required('text')],
          ['kind', required(requestKinds)],
          ['articles', required('articles')],
          ['objective', optional('id')],
        ]),
      },
    ],
    ['LegalBasis', { place: 'part', inside: ['RequestForm'], attributes: none }],
    ['Rubric', { place: 'part', inside: ['RequestForm'], attributes: new Map([['element', required(elementIds)]]) }],
    ['MustSay', { place: 'part', inside: inRubric, attributes: none }],
    ['MustNotSay', { place: 'part', inside: inRubric, attributes: none }],
    ['Model', { place: 'part', inside: inRubric, attributes: none }],
    [
      'Reply',
      {
        place: 'part',
        inside: inRubric,
        attributes: new Map([['when', required(['right', 'incomplete', 'too-much'])]]),
      },
    ],
  ],
  check: checkContent,
}

/** What would be shown where it tells the answer: notes are printed at the end of the lesson, headings in its contents. */
function checkContent(element: ComponentElement): LocalProblem[] {
  if (element.name !== 'RequestForm') return []
  const problems: LocalProblem[] = []
  walk({ type: 'root', children: [element as never] }, (node, ancestors) => {
    const place = placeOfNode(node)
    if (node.type === 'footnoteReference' || node.type === 'footnoteDefinition') {
      const hint = 'Put the text where the note is, or move it out of the <RequestForm>.'
      problems.push(errorAt(place, 'footnote', 'A request has no footnotes.', hint))
    }
    const inPart = ancestors.some((one) => isComponent(one) && one.name === 'Rubric')
    if (node.type === 'heading' && inPart) {
      const hint = 'Use bold text. What is read here is a letter or a few lines.'
      problems.push(errorAt(place, 'heading', 'A rubric has no headings.', hint))
    }
  })
  return problems
}
