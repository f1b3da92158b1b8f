import { asc, eq, sql } from 'drizzle-orm'
import { findArticlesTaught } from '#app/content/article-queries.server.ts'
import { activityHref } from '#app/content/outline.ts'
import { findArticle } from '#app/convention/articles.ts'
import { prepared } from '#db/client.server.ts'
import { articleCompetence, courseProgress } from '#db/schema/progress.ts'
import { type Level, levelAt } from './competence.ts'

/** An article on the page of a person's competence. */
export type ArticleStanding = {
  article: number
  title: string
  level: Level
  /** How many answers counted, and when the last was given: milliseconds UTC. */
  answers: number
  answeredAt: number | null
  lessons: readonly { href: string; title: string; language: string }[]
}

const ownCompetence = prepared((db) =>
  db
    .select()
    .from(articleCompetence)
    .where(eq(articleCompetence.accountId, sql.placeholder('accountId')))
    .orderBy(asc(articleCompetence.article)),
)

const begunCourses = prepared((db) =>
  db
    .select({ courseId: courseProgress.courseId })
    .from(courseProgress)
    .where(eq(courseProgress.accountId, sql.placeholder('accountId'))),
)

/**
 * What one person's answers tell of each article, in the order of the Convention: of those they answered questions on,
 * and those that lessons of the courses they began teach. `now` in milliseconds UTC. Three queries.
 */
export async function listCompetence({
  accountId,
  now,
}: {
  accountId: string
  now: number
}): Promise<ArticleStanding[]> {
  const [known, begun, taught] = await Promise.all([
    ownCompetence.all({ accountId }),
    begunCourses.all({ accountId }),
    findArticlesTaught(),
  ])
  const begunIds = new Set(begun.map(({ courseId }) => courseId))
  const shown = new Set([
    ...known.map(({ article }) => article),
    ...taught.filter(({ courseId }) => begunIds.has(courseId)).map(({ article }) => article),
  ])
  return [...shown]
    .sort((a, b) => a - b)
    .map((article) => {
      const own = known.find((one) => one.article === article) ?? null
      return {
        article,
        title: findArticle(article)?.title ?? '',
        level: levelAt(own, now),
        answers: own?.answers ?? 0,
        answeredAt: own?.answeredAt ?? null,
        lessons: taught
          .filter((lesson) => lesson.article === article)
          .map((lesson) => ({
            href: activityHref({ slug: lesson.courseSlug }, lesson),
            title: lesson.title,
            language: lesson.language,
          })),
      }
    })
}
