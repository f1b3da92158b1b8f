import type { CompiledDocument } from '../../document.ts'
import type { CourseOutline } from '../../outline.ts'

/** What a book is made from, as it is given to the thread that makes it. */
export type EpubTask = {
  outline: CourseOutline
  documents: ReadonlyMap<string, CompiledDocument>
  /** One lesson; null for the whole course. */
  lessonId: string | null
  /** Public address of the site, without a slash at its end. */
  origin: string
  css: string
  /** The folder that `/media/…` serves. */
  mediaFolder: string
}
