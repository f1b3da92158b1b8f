import { and, eq } from 'drizzle-orm'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { BrokenRule } from '#app/errors.ts'
import { write } from '#db/client.server.ts'
import { activityProgress } from '#db/schema/progress.ts'
import { recordEvents } from './record-event.server.ts'

/**
 * Marks a lesson as read by a person. Doing so again changes nothing: the day it was first read stays.
 * `completedCourse` says whether this act completed the whole course. Throws BrokenRule for a quiz.
 */
export async function readLesson({
  accountId,
  outline,
  lesson,
  now,
}: {
  accountId: string
  outline: CourseOutline
  lesson: Activity
  now: number
}): Promise<{ status: 'read' | 'already-read'; completedCourse: boolean }> {
  if (lesson.kind !== 'lesson') throw new BrokenRule('Only lessons are read')
  return await write(async (tx) => {
    const [before] = await tx
      .select({ completedAt: activityProgress.completedAt })
      .from(activityProgress)
      .where(and(eq(activityProgress.accountId, accountId), eq(activityProgress.activityId, lesson.id)))
    if (before && before.completedAt !== null) return { status: 'already-read', completedCourse: false }
    const event = {
      verb: 'lesson-read' as const,
      accountId,
      courseId: outline.courseId,
      courseRevisionId: outline.revisionId,
      activityId: lesson.id,
      result: {},
      occurredAt: now,
    }
    const recorded = await recordEvents({ events: [event] }, tx)
    return { status: 'read', completedCourse: recorded.some(({ verb }) => verb === 'course-completed') }
  })
}
