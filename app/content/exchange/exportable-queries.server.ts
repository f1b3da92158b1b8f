import { asc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { activityQuestion } from '#db/schema/content.ts'
import { findQuestions } from '../course-queries.server.ts'
import type { Activity, CourseOutline } from '../outline.ts'
import type { Question } from '../question.ts'
import { findTaughtOutline } from '../teaching/taught-outline-queries.server.ts'

/** The current revision of a course, with all its questions by lesson and quiz: right answers included. */
export type ExportableCourse = {
  outline: CourseOutline
  /** In course order; those without a question are left out. */
  activities: readonly { activity: Activity; questions: readonly Question[] }[]
}

/** The course at an address; null outside the viewer's scope, and for one that is not published. */
export async function findExportableCourse({
  viewer,
  slug,
}: {
  viewer: Viewer
  slug: string
}): Promise<ExportableCourse | null> {
  const outline = await findTaughtOutline({ viewer, slug })
  if (!outline) return null
  const asked = await reader
    .select({ activityId: activityQuestion.activityId, hash: activityQuestion.questionHash })
    .from(activityQuestion)
    .where(eq(activityQuestion.courseRevisionId, outline.revisionId))
    .orderBy(asc(activityQuestion.position))
    .all()
  const wordings = await findQuestions(asked.map(({ hash }) => hash))
  const activities = outline.activities.map((activity) => ({
    activity,
    questions: asked.flatMap(({ activityId, hash }) => (activityId === activity.id ? (wordings.get(hash) ?? []) : [])),
  }))
  return { outline, activities: activities.filter(({ questions }) => questions.length > 0) }
}
