import type { Place } from '../problem.ts'
import type { MediaKind } from './media-kinds.ts'

/** A file that a document shows or offers, found. */
export type MediaUse = {
  /** As written in the document. */
  target: string
  kind: MediaKind
  /** As problems name it: `courses/x/media/order.png`. */
  file: string
  /** Where it is read from. */
  path: string
  bytes: number
  /** SHA-256 of its bytes, as hex. */
  hash: string
  /** Where the document names it. */
  place: Place
}

/** A file found beside the texts. */
export type FoundFile = {
  /** As problems name it. */
  file: string
  path: string
  bytes: number
}
