import type { ApartReader } from '../dialect/apart.ts'
import { attributeOf } from '../dialect/element.ts'
import { placeOfNode } from '../dialect/node-place.ts'

export const readRequest: ApartReader = (element) => {
  const id = attributeOf(element, 'id') ?? ''
  return {
    problems: [],
    facts: { ids: [{ id, what: 'request', place: placeOfNode(element) }] },
    pieces: [],
    finish: () => ({
      part: { kind: 'request', requestId: id },
      request: { id, title: attributeOf(element, 'title') ?? '' },
    }),
  }
}
