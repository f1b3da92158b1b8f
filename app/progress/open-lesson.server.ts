import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { write } from '#db/client.server.ts'
import { isNewVisit } from './progress.ts'
import { findVisit, type Visit } from './progress-queries.server.ts'
import { recordEvents } from './record-event.server.ts'

/**
 * Notes that a person opened a lesson: where to resume, which edition they saw, and that they were active. A page of the
 * same edition loaded again within five minutes of the last activity writes nothing. Gives how things stood before,
 * practice answers included, for the page to show.
 */
export async function openLesson({
  accountId,
  outline,
  lesson,
  now,
}: {
  accountId: string
  outline: CourseOutline
  lesson: Activity
  now: number
}): Promise<Visit> {
  const { courseId, revisionId } = outline
  const visit = await findVisit({ accountId, courseId, lessonId: lesson.id })
  if (!isNewVisit(visit.course, { activityId: lesson.id, revisionId, now })) return visit
  const event = {
    verb: 'lesson-opened' as const,
    accountId,
    courseId,
    courseRevisionId: revisionId,
    activityId: lesson.id,
    result: {},
    occurredAt: now,
  }
  await write((tx) => recordEvents({ events: [event] }, tx))
  return visit
}
