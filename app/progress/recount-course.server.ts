import { and, count, eq, isNotNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { activityRevision, course } from '#db/schema/content.ts'
import { activityProgress, courseProgress } from '#db/schema/progress.ts'

/**
 * Counts anew how many activities of the course's current edition each person has completed: to be called in the change
 * that makes another edition current. One statement, however many people take the course.
 * Completions of the course are neither set nor moved: an author's edit completes nothing for anybody.
 */
export async function recountCourse({ courseId }: { courseId: string }, tx: Transaction): Promise<void> {
  const done = tx
    .select({ n: count() })
    .from(course)
    .innerJoin(activityRevision, eq(activityRevision.courseRevisionId, course.currentRevisionId))
    .innerJoin(
      activityProgress,
      and(
        eq(activityProgress.activityId, activityRevision.activityId),
        eq(activityProgress.accountId, courseProgress.accountId),
      ),
    )
    .where(and(eq(course.id, courseId), isNotNull(activityProgress.completedAt)))
  await tx
    .update(courseProgress)
    .set({ completedActivities: sql`${done}` })
    .where(eq(courseProgress.courseId, courseId))
}
