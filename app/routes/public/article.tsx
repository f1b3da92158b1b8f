import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findTeaching } from '#app/content/article-queries.server.ts'
import { ArticleTeaching } from '#app/content/ui/article-teaching.tsx'
import { articleHref } from '#app/convention/article-reference.ts'
import { DEPOSITARY_LIST, findArticle, OFFICIAL_SYMBOL } from '#app/convention/articles.ts'
import {
  chooseEdition,
  findOfficialArticle,
  findOfficialEditions,
} from '#app/convention/official-text-queries.server.ts'
import { OfficialSection } from '#app/convention/ui/official-section.tsx'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { Columns, Facts, PageHeader, Section } from '#app/ui/page.tsx'
import { PreviousNext } from '#app/ui/steps-nav.tsx'

export const meta = titleOf

/** `?text=ar` asks for the official text in another language than the reader's. */
export const loader = handle(async ({ params, request, context }: LoaderFunctionArgs) => {
  const number = /^[1-9]\d?$/.test(params.article ?? '') ? Number(params.article) : 0
  const article = findArticle(number)
  if (!article) throw new NotFound()
  const { t, locale } = await context.translator()
  const editions = await findOfficialEditions()
  const asked = new URL(request.url).searchParams.get('text')
  const edition = chooseEdition(editions, [asked, locale])
  return {
    title: t('convention.article.title', { number, title: article.title }),
    article,
    previous: titled(number - 1),
    next: titled(number + 1),
    languages: editions.map(({ language }) => language),
    edition,
    official: edition && (await findOfficialArticle({ language: edition.language, article: number })),
    teaching: await findTeaching(number),
  }
})

function titled(number: number): { number: number; title: string } | null {
  const article = findArticle(number)
  return article && { number, title: article.title }
}

export default function Article() {
  const { article, previous, next, languages, edition, official, teaching } = useLoaderData<typeof loader>()
  const t = useT()
  const english = useAuthored('en')
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
        title={<Authored language="en">{article.title}</Authored>}
        breadcrumbs={[{ href: '/convention', label: t('convention.articles.title') }]}
      />
      <Columns
        aside={
          <Section title={t('convention.article.facts')}>
            <Facts
              items={[
                {
                  label: t('convention.article.chapter'),
                  value: (
                    <a href={`/convention#chapter-${article.chapter.number}`}>
                      {t('convention.article.chapterValue', article.chapter)}
                    </a>
                  ),
                },
                {
                  label: t('convention.article.symbol'),
                  value: t('convention.article.symbolValue', { symbol: OFFICIAL_SYMBOL }),
                },
                {
                  label: t('convention.article.depositary'),
                  value: t('convention.article.depositaryValue', DEPOSITARY_LIST),
                },
                {
                  label: t('convention.article.terms'),
                  value: <a href="/convention/terms">{t('convention.articles.terms')}</a>,
                },
              ]}
            />
          </Section>
        }
      >
        {languages.length > 0 && (
          <OfficialSection article={article.number} languages={languages} edition={edition} official={official} />
        )}
        <Section title={t('convention.article.summary')}>
          <div className="prose" {...english}>
            {article.summary.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        </Section>
        <Section title={t('convention.article.teaching')}>
          <ArticleTeaching teaching={teaching} />
        </Section>
      </Columns>
      <PreviousNext previous={link(previous)} next={link(next)} />
    </>
  )
}
