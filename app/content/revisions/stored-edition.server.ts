import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { activityRevision, courseRevision, moduleRevision } from '#db/schema/content.ts'
import type { CourseDetails } from './course-details.ts'

export type StoredRevision = typeof courseRevision.$inferSelect
export type StoredActivity = typeof activityRevision.$inferSelect

/** The lessons and quizzes of a revision, in course order. */
export async function findStoredActivities(revisionId: string, db: Reader): Promise<StoredActivity[]> {
  return await db
    .select()
    .from(activityRevision)
    .where(eq(activityRevision.courseRevisionId, revisionId))
    .orderBy(asc(activityRevision.position))
    .all()
}

export async function findStoredDetails(revision: StoredRevision, db: Reader): Promise<CourseDetails> {
  const { title, summary, audience, language, level, objectives, retired } = revision
  const modules = await db
    .select({ id: moduleRevision.moduleId, title: moduleRevision.title, summary: moduleRevision.summary })
    .from(moduleRevision)
    .where(eq(moduleRevision.courseRevisionId, revision.id))
    .orderBy(asc(moduleRevision.position))
    .all()
  const parsed = { objectives: JSON.parse(objectives), retired: JSON.parse(retired) }
  return { title, summary, audience, language, level, modules, ...parsed }
}

/** The documents of a revision's lessons. */
export async function findLessonDocuments(
  { courseId, number }: { courseId: string; number: number },
  db: Reader,
): Promise<string[]> {
  const rows = await db
    .select({ hash: activityRevision.documentHash })
    .from(activityRevision)
    .innerJoin(courseRevision, eq(courseRevision.id, activityRevision.courseRevisionId))
    .where(
      and(
        eq(courseRevision.courseId, courseId),
        eq(courseRevision.number, number),
        eq(activityRevision.kind, 'lesson'),
      ),
    )
    .all()
  return rows.map(({ hash }) => hash)
}

/** The last revision of a course that was made from its files, not by restoring an older one. */
export async function findLastFromFiles(courseId: string, db: Reader): Promise<StoredRevision | null> {
  const found = await db
    .select()
    .from(courseRevision)
    .where(and(eq(courseRevision.courseId, courseId), isNull(courseRevision.restoredFrom)))
    .orderBy(desc(courseRevision.number))
    .limit(1)
    .get()
  return found ?? null
}
