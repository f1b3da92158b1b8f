import type { Remark } from '../official-text.ts'

/** A line of a file, without the white space around it. */
export type SourceLine = {
  text: string
  /** As people are told: "line 12", "page 3, line 4". */
  at: string
  /** Something parts it from the line before: an empty line, more space than usual. */
  gap: boolean
  /** First of its page. */
  newPage: boolean
  /** Name of the typeface in its file; null when not known. */
  font: string | null
}

/** Words that belong together: a paragraph, an item. */
export type Block = { text: string; at: string }

/** A chapter or an article as it stands in a file. */
export type Section =
  | { kind: 'chapter'; number: number; title: string; at: string }
  | { kind: 'article'; number: number; title: string; at: string; blocks: Block[] }

/** A file taken apart, in its own order, before anything is judged. */
export type Draft = {
  sections: readonly Section[]
  /** All its words, to tell which text it is. */
  words: string
  unplaced: readonly Remark[]
  remarks: readonly Remark[]
}
