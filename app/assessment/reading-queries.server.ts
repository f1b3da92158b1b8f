import { and, asc, eq, inArray } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { activityRevision, taughtArticle } from '#db/schema/content.ts'

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
