import type { LocalProblem } from '../problem.ts'
import type { MediaKind } from './media-kinds.ts'

export type MediaTask = {
  task: 'media'
  kind: MediaKind
  /** Ending of the file's name. */
  ending: string
  /** The whole file; of a film its first bytes. */
  bytes: Uint8Array
  /** Without it the file is only checked: nothing is decoded. */
  make: boolean
}

export type MadeFile = { type: string; ending: string; bytes: Uint8Array; width: number }

/** What the worker made of a file. */
export type MadeMedia = {
  problems: readonly LocalProblem[]
  /** Pictures, in the order in which browsers should choose, smallest first within a type; captions. */
  files: readonly MadeFile[]
  /** Of a picture, in pixels. */
  width: number | null
  height: number | null
  /** Of a transcript: its paragraphs, with empty lines between. */
  text: string | null
}
