import { addRevision, type AddRevisionResult } from '#app/content/revisions/add-revision.server.ts'
import type { Edition } from '#app/content/revisions/edition.ts'
import { indexCourse, readNewSections } from '#app/content/search/index-course.server.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { write } from '#db/client.server.ts'
import { recountCourse } from './recount-course.server.ts'

/**
 * Makes an edition what learners see and find, and counts their progress by it, in one change. Completions stay as
 * they are. The edition's documents must be stored before (`compileCourse`).
 */
export async function publishCourse({
  edition,
  publishedBy,
  isAutomatic,
  now,
}: {
  edition: Edition
  /** Null when the server itself publishes what changed on disk. */
  publishedBy: string | null
  /** Nobody asked for it: what a restore withdrew is left alone. */
  isAutomatic?: boolean
  now: number
}): Promise<AddRevisionResult> {
  const sections = await readNewSections(edition)
  return write(async (tx) => {
    const result = await addRevision({ edition, publishedBy, isAutomatic, now }, tx)
    if (result.status === 'published') {
      await recountCourse({ courseId: result.courseId }, tx)
      await indexCourse({ courseId: result.courseId, sections }, tx)
      const subject = { kind: 'course', id: result.courseId } as const
      const facts = { revision: result.number }
      await recordAudit({ acts: [{ action: 'course-published', actorId: publishedBy, subject, facts }], now }, tx)
    }
    return result
  })
}
