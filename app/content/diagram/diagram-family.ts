import type { Code } from 'mdast'
import { attributeOf, type ComponentElement } from '../dialect/element.ts'
import { type Family, required } from '../dialect/family.ts'
import { placeOfAttribute, placeOfNode } from '../dialect/node-place.ts'
import { errorAt, type LocalProblem, warningAt } from '../problem.ts'
import { readDiagram } from './read-diagram.ts'

/** Diagrams written as text. */
export const diagramFamily: Family = {
  components: [
    [
      'Diagram',
      {
        place: 'block',
        attributes: new Map([
          ['title', required('text')],
          ['alt', required('text')],
        ]),
      },
    ],
  ],
  check: (element) => (element.children.length === 0 ? [] : [...checkAlt(element), ...checkContent(element)]),
}

/** The block of code that is the diagram. */
export function codeOf(element: ComponentElement): Code | null {
  const [first] = element.children
  return first?.type === 'code' && first.lang === 'mermaid' ? first : null
}

const LONGEST_ALT = 250

function checkAlt(element: ComponentElement): LocalProblem[] {
  const alt = attributeOf(element, 'alt') ?? ''
  const place = placeOfAttribute(element, 'alt')
  const hint = 'Say what the diagram tells: "Three steps: the order, the copy, the confirmation."'
  if (alt !== '' && alt.trim() === (attributeOf(element, 'title') ?? '').trim()) {
    return [errorAt(place, 'alt-text', 'The alternative text only repeats the title.', hint)]
  }
  if (alt.length <= LONGEST_ALT) return []
  const message = `This alternative text has ${alt.length} characters.`
  return [warningAt(place, 'alt-text', message, 'Say the essence in a sentence, and write the rest below the code.')]
}

function checkContent(element: ComponentElement): LocalProblem[] {
  const code = codeOf(element)
  if (!code) {
    return [
      errorAt(
        placeOfNode(element.children[0]),
        'diagram',
        '<Diagram> does not begin with the text of the diagram.',
        'Write a block of code that begins with ```mermaid, and what explains it below.',
      ),
    ]
  }
  const second = element.children.slice(1).find((child) => child.type === 'code')
  if (second) {
    return [
      errorAt(placeOfNode(second), 'diagram', '<Diagram> holds two blocks of code.', 'Write a <Diagram> for each.'),
    ]
  }
  const start = placeOfNode(code)
  return readDiagram(code.value).problems.map(({ line, column, message, hint, warning }) => {
    const place = { line: start.line + 1 + line, column: start.column + column }
    return (warning ? warningAt : errorAt)(place, 'diagram', message, hint)
  })
}
