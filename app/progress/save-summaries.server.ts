import type { Transaction } from '#db/client.server.ts'
import { preparedInsert } from '#db/prepared-insert.server.ts'
import { activityProgress, courseProgress } from '#db/schema/progress.ts'
import type { ActivitySummary, CourseSummary } from './progress.ts'

const saveActivities = preparedInsert(activityProgress, { replacing: ['accountId', 'activityId'] })
const saveCourses = preparedInsert(courseProgress, { replacing: ['accountId', 'courseId'] })

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
  await saveActivities.run(activities, tx)
  await saveCourses.run(courses, tx)
}
