import type { Reader } from '#db/client.server.ts'
import { type ComparedActivity, compareActivities } from './compare-activities.ts'
import { type CourseDetails, detailsText } from './course-details.ts'
import { findLastFromFiles, findStoredActivities, findStoredDetails } from './stored-edition.server.ts'

/**
 * The number of the revision whose content the files still hold although an older one was restored over it; null when
 * nothing was restored since, or the files hold something else by now. Another compiler makes no difference.
 */
export async function findWithdrawn(
  {
    courseId,
    details,
    activities,
  }: { courseId: string; details: CourseDetails; activities: readonly ComparedActivity[] },
  { restoredFrom }: { restoredFrom: number | null },
  db: Reader,
): Promise<number | null> {
  if (restoredFrom === null) return null
  const last = await findLastFromFiles(courseId, db)
  if (!last || detailsText(await findStoredDetails(last, db)) !== detailsText(details)) return null
  const changes = compareActivities(await findStoredActivities(last.id, db), activities)
  return changes.length === 0 ? last.number : null
}
