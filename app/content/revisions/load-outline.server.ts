import { and, asc, eq } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { activityRevision, course, courseRevision, moduleRevision, taughtArticle } from '#db/schema/content.ts'
import type { Activity, CourseOutline } from '../outline.ts'
import { parseQuizSettings } from '../quiz-settings.ts'

/** Reads one revision from its tables. */
export async function loadOutline(revisionId: string): Promise<CourseOutline | null> {
  const found = await reader
    .select({ slug: course.slug, revision: courseRevision })
    .from(courseRevision)
    .innerJoin(course, eq(course.id, courseRevision.courseId))
    .where(eq(courseRevision.id, revisionId))
    .get()
  if (!found) return null
  const { slug, revision } = found
  const modules = await reader
    .select({ id: moduleRevision.moduleId, title: moduleRevision.title, summary: moduleRevision.summary })
    .from(moduleRevision)
    .where(eq(moduleRevision.courseRevisionId, revisionId))
    .orderBy(asc(moduleRevision.position))
    .all()
  const rows = await reader
    .select()
    .from(activityRevision)
    .where(eq(activityRevision.courseRevisionId, revisionId))
    .orderBy(asc(activityRevision.position))
    .all()
  const activities = rows.map(activityOf)
  const articles = await reader
    .selectDistinct({ article: taughtArticle.article, paragraph: taughtArticle.paragraph })
    .from(taughtArticle)
    .where(and(eq(taughtArticle.courseRevisionId, revisionId), eq(taughtArticle.questionId, '')))
    .orderBy(asc(taughtArticle.article), asc(taughtArticle.paragraph))
    .all()
  return {
    courseId: revision.courseId,
    slug,
    revisionId,
    revisionNumber: revision.number,
    publishedAt: revision.publishedAt,
    title: revision.title,
    summary: revision.summary,
    audience: revision.audience,
    language: revision.language,
    level: revision.level,
    minutes: revision.minutes,
    objectives: JSON.parse(revision.objectives),
    articles: articles.map(({ article, paragraph }) => ({ article, paragraph: paragraph || null })),
    modules: modules.map((module) => ({
      ...module,
      activities: activities.filter((activity) => activity.moduleId === module.id),
    })),
    activities,
  }
}

function activityOf(row: typeof activityRevision.$inferSelect): Activity {
  return {
    id: row.activityId,
    kind: row.kind,
    moduleId: row.moduleId,
    position: row.position,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    minutes: row.minutes,
    documentHash: row.documentHash,
    quiz: row.quizSettings ? parseQuizSettings(row.quizSettings) : null,
  }
}
