import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { inChunks } from '#db/in-chunks.ts'
import { activityProgress, courseProgress } from '#db/schema/progress.ts'
import type { ActivitySummary, CourseSummary } from './progress.ts'

/** Writes summaries over what was there. `completedActivities` counts against the current edition. */
export async function saveSummaries(
  {
    courses,
    activities,
  }: {
    courses: readonly (CourseSummary & { completedActivities: number })[]
    activities: readonly ActivitySummary[]
  },
  tx: Transaction,
): Promise<void> {
  for (const rows of inChunks(activities)) {
    await tx
      .insert(activityProgress)
      .values(rows)
      .onConflictDoUpdate({
        target: [activityProgress.accountId, activityProgress.activityId],
        set: {
          courseId: sql`excluded.course_id`,
          firstOpenedAt: sql`excluded.first_opened_at`,
          lastActiveAt: sql`excluded.last_active_at`,
          bestScore: sql`excluded.best_score`,
          attempts: sql`excluded.attempts`,
          completedAt: sql`excluded.completed_at`,
          completedRevisionId: sql`excluded.completed_revision_id`,
        },
      })
  }
  for (const rows of inChunks(courses)) {
    await tx
      .insert(courseProgress)
      .values(rows)
      .onConflictDoUpdate({
        target: [courseProgress.accountId, courseProgress.courseId],
        set: {
          startedAt: sql`excluded.started_at`,
          lastActiveAt: sql`excluded.last_active_at`,
          resumeActivityId: sql`excluded.resume_activity_id`,
          lastRevisionId: sql`excluded.last_revision_id`,
          completedActivities: sql`excluded.completed_activities`,
          finalScore: sql`excluded.final_score`,
          completedAt: sql`excluded.completed_at`,
          completedRevisionId: sql`excluded.completed_revision_id`,
        },
      })
  }
}
