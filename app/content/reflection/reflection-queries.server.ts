import { and, desc, eq, sql } from 'drizzle-orm'
import { prepared } from '#db/client.server.ts'
import { activityPart, activityRevision, courseRevision } from '#db/schema/content.ts'
import { findDocument } from '../course-queries.server.ts'
import type { Reflection } from './reflection.ts'

const newestPlace = prepared((db) =>
  db
    .select({ activityId: activityPart.activityId, documentHash: activityRevision.documentHash })
    .from(activityPart)
    .innerJoin(courseRevision, eq(courseRevision.id, activityPart.courseRevisionId))
    .innerJoin(
      activityRevision,
      and(
        eq(activityRevision.courseRevisionId, activityPart.courseRevisionId),
        eq(activityRevision.activityId, activityPart.activityId),
      ),
    )
    .where(
      and(
        eq(activityPart.partId, sql.placeholder('reflectionId')),
        eq(activityPart.kind, 'reflection'),
        eq(courseRevision.courseId, sql.placeholder('courseId')),
      ),
    )
    .orderBy(desc(courseRevision.number))
    .limit(1),
)

/**
 * A reflection of a course in the newest edition that has it, retired or not, and the lesson it stands in there: a
 * person may still be writing when an edition without it comes out. Null when the course never had it.
 */
export async function findReflection(asked: {
  courseId: string
  reflectionId: string
}): Promise<(Reflection & { lessonId: string }) | null> {
  const place = await newestPlace.get(asked)
  const document = place && (await findDocument(place.documentHash))
  const reflection = document?.reflections.find(({ id }) => id === asked.reflectionId)
  return place && reflection ? { ...reflection, lessonId: place.activityId } : null
}
