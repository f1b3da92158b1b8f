import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findTeaching, type Teaching } from '#app/content/article-queries.server.ts'
import { activityHref } from '#app/content/outline.ts'
import { articleHref } from '#app/convention/article-reference.ts'
import { findArticle, OFFICIAL_SYMBOL } from '#app/convention/articles.ts'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { Columns, Facts, PageHeader, Section, Tag } from '#app/ui/page.tsx'
import { PreviousNext } from '#app/ui/steps-nav.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const number = /^[1-9]\d?$/.test(params.article ?? '') ? Number(params.article) : 0
  const article = findArticle(number)
  if (!article) throw new NotFound()
  const { t } = await context.translator()
  return {
    title: t('convention.article.title', { number, title: article.title }),
    article,
    previous: titled(number - 1),
    next: titled(number + 1),
    teaching: await findTeaching(number),
  }
})

function titled(number: number): { number: number; title: string } | null {
  const article = findArticle(number)
  return article && { number, title: article.title }
}

export default function Article() {
  const { article, previous, next, teaching } = useLoaderData<typeof loader>()
  const t = useT()
  const link = (neighbour: { number: number; title: string } | null) =>
    neighbour
      ? {
          href: articleHref({ article: neighbour.number, paragraph: null }),
          title: t('convention.article.neighbour', neighbour),
        }
      : undefined
  return (
    <>
      <PageHeader
        eyebrow={t('convention.article.eyebrow', { number: article.number })}
        title={article.title}
        breadcrumbs={[{ href: '/convention', label: t('convention.articles.title') }]}
      />
      <Columns
        aside={
          <Section title={t('convention.article.facts')}>
            <Facts
              items={[
                {
                  label: t('convention.article.symbol'),
                  value: t('convention.article.symbolValue', { symbol: OFFICIAL_SYMBOL }),
                },
                {
                  label: t('convention.article.chapter'),
                  value: t('convention.article.chapterValue', article.chapter),
                },
              ]}
            />
          </Section>
        }
      >
        <Section title={t('convention.article.summary')}>
          <div className="prose">
            {article.summary.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        </Section>
        <Section title={t('convention.article.teaching')}>
          {teaching.length === 0 && <p>{t('convention.article.notTaught')}</p>}
          {courses(teaching).map((course) => (
            <div key={course.slug}>
              <h3>
                <a href={`/courses/${course.slug}`}>{course.title}</a>
              </h3>
              <ul>
                {course.lines.map(({ activity, questionCount }) => (
                  <li key={activity.slug}>
                    <a href={activityHref(course, activity)}>{activity.title}</a>{' '}
                    <Tag>{t(`convention.article.${activity.kind}`)}</Tag>{' '}
                    {questionCount > 0 && t('convention.article.questions', { count: questionCount })}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </Section>
      </Columns>
      <PreviousNext previous={link(previous)} next={link(next)} />
    </>
  )
}

/** The lines by course, in the order they come. */
function courses(teaching: readonly Teaching[]) {
  const slugs = [...new Set(teaching.map((line) => line.courseSlug))]
  return slugs.map((slug) => {
    const lines = teaching.filter((line) => line.courseSlug === slug)
    return { slug, title: lines[0]?.courseTitle ?? slug, lines }
  })
}
