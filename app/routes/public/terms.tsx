import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findTerms } from '#app/content/glossary/glossary-queries.server.ts'
import { listTerms } from '#app/content/glossary/term-list.ts'
import { TermEntries } from '#app/content/ui/term-entries.tsx'
import { articleHref } from '#app/convention/article-reference.ts'
import { findArticle } from '#app/convention/articles.ts'
import { handle } from '#app/http/handle.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { EmptyState, PageHeader, Section } from '#app/ui/page.tsx'

/** The article in which the Convention says what its words mean. */
const USE_OF_TERMS = 2

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const { t, locale } = await context.translator()
  return {
    title: t('terms.title'),
    summary: findArticle(USE_OF_TERMS)?.summary ?? [],
    entries: listTerms(await findTerms(), locale),
  }
})

export default function Terms() {
  const { title, summary, entries } = useLoaderData<typeof loader>()
  const t = useT()
  const article = USE_OF_TERMS
  return (
    <>
      <PageHeader
        title={title}
        lead={t('terms.lead')}
        breadcrumbs={[{ href: '/convention', label: t('convention.articles.title') }]}
      />
      {entries.length === 0 ? <EmptyState title={t('terms.none')} /> : <TermEntries entries={entries} />}
      <Section title={t('terms.article')}>
        <div className="prose">
          <p>{t('terms.articleNote')}</p>
          <div lang="en" dir="ltr">
            {summary.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
          <p>
            <a href={articleHref({ article, paragraph: null })}>{t('terms.articleLink', { article })}</a>
          </p>
        </div>
      </Section>
    </>
  )
}
