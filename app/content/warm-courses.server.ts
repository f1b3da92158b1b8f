import { findActivityQuestions, findCourseById, findDocument, listCourses } from './course-queries.server.ts'

/**
 * Reads the current edition of every course into the memory of this process, one document after the other, so that the
 * first reader of a lesson does not wait for it. Meant for the start of a server, while it answers already.
 */
export async function warmCourses(): Promise<void> {
  for (const { courseId } of await listCourses()) {
    const outline = await findCourseById(courseId)
    for (const { id: activityId, documentHash } of outline?.activities ?? []) {
      await findDocument(documentHash)
      await findActivityQuestions({ revisionId: outline?.revisionId ?? '', activityId })
      // The database answers at once: without a pause no request would come between.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}
