import { parseMarkup, textOf } from '#app/content/takeaway/markup.ts'
import type { ListedNote } from './reflection-note-queries.server.ts'

/**
 * Notes as a plain text to be kept: course, lesson, question, note. `saved` writes when a note was saved, in words.
 */
export function notesText({
  title,
  notes,
  gone,
  saved,
}: {
  title: string
  notes: readonly ListedNote[]
  /** Said of a note whose question the course no longer asks. */
  gone: string
  saved: (note: ListedNote) => string
}): string {
  const lines = [title, '='.repeat([...title].length), '']
  for (const [index, note] of notes.entries()) {
    if (notes[index - 1]?.courseId !== note.courseId) lines.push('', note.courseTitle, '')
    const question = textOf(parseMarkup(note.prompt))
    lines.push('--------', note.lesson?.title ?? gone, '', question, '', note.note, '', saved(note), '')
  }
  return lines.join('\n')
}
