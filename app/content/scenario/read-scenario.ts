import type { ApartReader } from '../dialect/apart.ts'
import { attributeOf } from '../dialect/element.ts'
import { placeOfNode } from '../dialect/node-place.ts'

export const readScenario: ApartReader = (element) => {
  const id = attributeOf(element, 'id') ?? ''
  return {
    problems: [],
    facts: { ids: [{ id, what: 'scenario', place: placeOfNode(element) }] },
    pieces: [],
    finish: () => ({
      part: { kind: 'scenario', scenarioId: id },
      scenario: { id, title: attributeOf(element, 'title') ?? '' },
    }),
  }
}
