import { and, desc, eq } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { activityRevision, courseRevision } from '#db/schema/content.ts'
import type { Activity, CourseOutline } from './outline.ts'

/**
 * The lesson or quiz that an earlier revision of the course had at an address where the current one has nothing: its
 * file was renamed since. Null when there was none, or it is gone.
 */
export async function findMovedActivity({
  outline,
  kind,
  slug,
}: {
  /** Of the current revision. */
  outline: CourseOutline
  kind: Activity['kind']
  slug: string
}): Promise<Activity | null> {
  const found = await reader
    .select({ id: activityRevision.activityId })
    .from(activityRevision)
    .innerJoin(courseRevision, eq(courseRevision.id, activityRevision.courseRevisionId))
    .where(
      and(
        eq(courseRevision.courseId, outline.courseId),
        eq(activityRevision.slug, slug),
        eq(activityRevision.kind, kind),
      ),
    )
    .orderBy(desc(courseRevision.number))
    .limit(1)
    .get()
  return outline.activities.find(({ id }) => id === found?.id) ?? null
}
