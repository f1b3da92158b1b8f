import { restoreRevision, type RestoreResult } from '#app/content/revisions/restore-revision.server.ts'
import { findLessonDocuments } from '#app/content/revisions/stored-edition.server.ts'
import { indexCourse, readSections } from '#app/content/search/index-course.server.ts'
import { NotFound } from '#app/errors.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { canTeach, type Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { recountCourse } from './recount-course.server.ts'

/**
 * Makes an older revision what learners see and find again, as a new one, and counts their progress by it, in one change.
 * `over` is the number of the current revision as the viewer saw it. Completions stay as they are.
 * Throws NotFound for a course that the viewer does not teach, and for a revision that it does not have.
 */
export async function restoreCourse({
  viewer,
  courseId,
  number,
  over,
  now,
}: {
  viewer: Viewer
  courseId: string
  number: number
  over: number
  now: number
}): Promise<RestoreResult> {
  if (!canTeach(viewer, courseId)) throw new NotFound()
  const sections = await readSections(await findLessonDocuments({ courseId, number }, reader))
  return await write(async (tx) => {
    const result = await restoreRevision({ courseId, number, over, restoredBy: viewer.accountId, now }, tx)
    if (result.status === 'restored') {
      await recountCourse({ courseId }, tx)
      await indexCourse({ courseId, sections }, tx)
      const subject = { kind: 'course', id: courseId } as const
      const facts = { revision: result.number, restored: number }
      await recordAudit({ acts: [{ action: 'course-restored', actorId: viewer.accountId, subject, facts }], now }, tx)
    }
    return result
  })
}
