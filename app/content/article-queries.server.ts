import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { activityRevision, course, courseRevision, taughtArticle } from '#db/schema/content.ts'

/** A lesson or quiz that teaches or tests an article. */
export type Teaching = {
  courseSlug: string
  courseTitle: string
  activity: { kind: 'lesson' | 'quiz'; slug: string; title: string }
  questionCount: number
}

/** The lessons and quizzes of current revisions that teach or test an article. */
export async function findTeaching(article: number): Promise<Teaching[]> {
  const rows = await reader
    .select({
      courseId: course.id,
      courseSlug: course.slug,
      courseTitle: courseRevision.title,
      kind: activityRevision.kind,
      slug: activityRevision.slug,
      title: activityRevision.title,
      activityId: activityRevision.activityId,
      questionId: taughtArticle.questionId,
    })
    .from(taughtArticle)
    .innerJoin(course, eq(course.currentRevisionId, taughtArticle.courseRevisionId))
    .innerJoin(courseRevision, eq(courseRevision.id, taughtArticle.courseRevisionId))
    .innerJoin(
      activityRevision,
      and(
        eq(activityRevision.courseRevisionId, taughtArticle.courseRevisionId),
        eq(activityRevision.activityId, taughtArticle.activityId),
      ),
    )
    .where(and(eq(taughtArticle.article, article), ne(taughtArticle.activityId, '')))
    .orderBy(asc(courseRevision.title), asc(activityRevision.position))
    .all()
  const teaching = new Map<string, Teaching & { questions: Set<string> }>()
  for (const row of rows) {
    const line = teaching.get(row.activityId) ?? {
      courseSlug: row.courseSlug,
      courseTitle: row.courseTitle,
      activity: { kind: row.kind, slug: row.slug, title: row.title },
      questionCount: 0,
      questions: new Set<string>(),
    }
    if (row.questionId) line.questions.add(row.questionId)
    teaching.set(row.activityId, line)
  }
  return [...teaching.values()].map(({ questions, ...line }): Teaching => ({ ...line, questionCount: questions.size }))
}

export type ArticleLesson = { article: number; kind: 'lesson'; slug: string; title: string }

/** The lessons of an edition that teach the given articles, in course order: what to read again after a quiz. */
export async function findLessonsOfArticles({
  revisionId,
  articles,
}: {
  revisionId: string
  articles: readonly number[]
}): Promise<ArticleLesson[]> {
  if (articles.length === 0) return []
  const rows = await reader
    .selectDistinct({
      article: taughtArticle.article,
      slug: activityRevision.slug,
      title: activityRevision.title,
      position: activityRevision.position,
    })
    .from(taughtArticle)
    .innerJoin(
      activityRevision,
      and(
        eq(activityRevision.courseRevisionId, taughtArticle.courseRevisionId),
        eq(activityRevision.activityId, taughtArticle.activityId),
      ),
    )
    .where(
      and(
        eq(taughtArticle.courseRevisionId, revisionId),
        inArray(taughtArticle.article, [...articles]),
        eq(taughtArticle.questionId, ''),
        eq(activityRevision.kind, 'lesson'),
      ),
    )
    .orderBy(asc(activityRevision.position))
  return rows.map(({ article, slug, title }) => ({ article, kind: 'lesson', slug, title }))
}

export type TaughtLesson = ArticleLesson & { courseId: string; courseSlug: string; language: string }

/** The lessons of all current editions by the articles they teach, by title and order of their course. One query. */
export async function findArticlesTaught(): Promise<TaughtLesson[]> {
  const rows = await reader
    .selectDistinct({
      article: taughtArticle.article,
      courseId: course.id,
      courseSlug: course.slug,
      language: courseRevision.language,
      slug: activityRevision.slug,
      title: activityRevision.title,
      courseTitle: courseRevision.title,
      position: activityRevision.position,
    })
    .from(taughtArticle)
    .innerJoin(course, eq(course.currentRevisionId, taughtArticle.courseRevisionId))
    .innerJoin(courseRevision, eq(courseRevision.id, taughtArticle.courseRevisionId))
    .innerJoin(
      activityRevision,
      and(
        eq(activityRevision.courseRevisionId, taughtArticle.courseRevisionId),
        eq(activityRevision.activityId, taughtArticle.activityId),
      ),
    )
    .where(and(eq(taughtArticle.questionId, ''), eq(activityRevision.kind, 'lesson')))
    .orderBy(asc(courseRevision.title), asc(course.id), asc(activityRevision.position))
  return rows.map(({ courseTitle: _title, position: _position, ...lesson }) => ({ ...lesson, kind: 'lesson' }))
}
