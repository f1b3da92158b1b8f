import type { ApartReader } from '../dialect/apart.ts'
import { attributeOf } from '../dialect/element.ts'
import { placeOfNode } from '../dialect/node-place.ts'

/** A reflection: its question. */
export const readReflection: ApartReader = (element) => {
  const id = attributeOf(element, 'id') ?? ''
  return {
    problems: [],
    facts: { ids: id ? [{ id, what: 'reflection', place: placeOfNode(element) }] : [] },
    pieces: [['prompt', element.children]],
    finish: (html) => ({ part: { kind: 'reflect', reflectId: id }, reflection: { id, promptHtml: html('prompt') } }),
  }
}
