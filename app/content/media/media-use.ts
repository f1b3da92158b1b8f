import type { Place } from '../problem.ts'
import type { MediaKind } from './media-kinds.ts'

/** A file that a document shows or offers, found. */
export type MediaUse = {
  /** As the document writes it; in a partial, as the document would. */
  target: string
  kind: MediaKind
  /** As problems name it: `courses/x/media/order.png`. */
  file: string
  /** Where it is read from. */
  path: string
  bytes: number
  /** SHA-256 of its bytes, as hex. */
  hash: string
  /** Where it is named: in the document or in a partial. */
  place: Place & { file: string }
  /** Whether it is told already what it weighs. */
  weighed: boolean
}

/** A file found beside the texts. */
export type FoundFile = {
  /** As problems name it. */
  file: string
  path: string
  bytes: number
}
