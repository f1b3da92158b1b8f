import { partOf, WHOLE_COURSE } from './export-address.ts'
import { exportNotes } from './export-notes.ts'
import type { ExportableCourse } from './exportable-queries.server.ts'
import { type ExchangeFormat, exchangeFormats } from './exchange-item.ts'
import type { Note } from './exchange-note.ts'

export type ExportList = {
  revision: number
  /** The whole course first, then its lessons and quizzes that have questions. `title` null for the whole. */
  parts: { part: string; title: string | null; count: number }[]
  /** What each format does not carry, question by question. */
  lost: { format: ExchangeFormat; questions: { id: string; title: string; notes: Note[] }[] }[]
}

/** What can be taken of a course; null where it has no question. */
export function listExports({ outline, activities }: ExportableCourse): ExportList | null {
  if (activities.length === 0) return null
  const count = activities.reduce((sum, { questions }) => sum + questions.length, 0)
  return {
    revision: outline.revisionNumber,
    parts: [
      { part: WHOLE_COURSE, title: null, count },
      ...activities.map(({ activity, questions }) => ({
        part: partOf(activity),
        title: activity.title,
        count: questions.length,
      })),
    ],
    lost: exchangeFormats.map((format) => ({
      format,
      questions: activities.flatMap(({ activity: { title }, questions }) =>
        questions.flatMap((question) => {
          const notes = exportNotes(format, question)
          return notes.length > 0 ? [{ id: question.id, title, notes }] : []
        }),
      ),
    })),
  }
}
