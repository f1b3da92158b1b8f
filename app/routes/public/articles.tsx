import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { SearchBox } from '#app/content/ui/search-box.tsx'
import { articleHref } from '#app/convention/article-reference.ts'
import { chapters, DEPOSITARY_LIST, instrumentTitles, OFFICIAL_SYMBOL } from '#app/convention/articles.ts'
import { languageNames, officialLanguages } from '#app/convention/official-language.ts'
import { findOfficialEditions } from '#app/convention/official-text-queries.server.ts'
import { conventionStatus } from '#app/convention/status.ts'
import { EditionList } from '#app/convention/ui/edition-list.tsx'
import { PartialDate } from '#app/convention/ui/partial-date.tsx'
import { StatusTable } from '#app/convention/ui/status-table.tsx'
import { handle } from '#app/http/handle.server.ts'
import { titleOf } from '#app/http/title.ts'
import { directionOf } from '#app/i18n/locales.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Contents } from '#app/ui/contents.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const { t } = await context.translator()
  return {
    title: t('convention.articles.title'),
    chapters: chapters().map(({ number, title, articles }) => ({
      number,
      title,
      articles: articles.map((article) => ({ number: article.number, title: article.title })),
    })),
    editions: await findOfficialEditions(),
    status: conventionStatus(),
  }
})

export default function Articles() {
  const { title, chapters, editions, status } = useLoaderData<typeof loader>()
  const { t, date } = useTranslator()
  const symbol = OFFICIAL_SYMBOL
  return (
    <>
      <PageHeader title={title} lead={t('convention.articles.lead', { symbol })} />
      <SearchBox label={t('search.convention')} kind="article" />
      <Notice tone="info">
        <p>{t('convention.articles.notOfficial', { symbol })}</p>
      </Notice>
      <p>
        <a href="/convention/terms">{t('convention.articles.terms')}</a>
      </p>
      <div>
        <Contents
          label={t('convention.articles.contents')}
          items={chapters.map((chapter) => ({
            id: `chapter-${chapter.number}`,
            text: `${chapter.number}. ${chapter.title}`,
          }))}
        />
        {chapters.map((chapter) => (
          <Section
            key={chapter.number}
            id={`chapter-${chapter.number}`}
            title={t('convention.articles.chapter', { number: chapter.number, title: chapter.title })}
          >
            <ol start={chapter.articles[0]?.number}>
              {chapter.articles.map(({ number, title }) => (
                <li key={number}>
                  <a href={articleHref({ article: number, paragraph: null })}>{title}</a>
                </li>
              ))}
            </ol>
          </Section>
        ))}
      </div>
      <Section title={t('convention.articles.officialText')} id="official">
        {editions.length === 0 ? <p>{t('convention.articles.noOfficialText')}</p> : <EditionList editions={editions} />}
        <p>{t('convention.article.depositaryValue', DEPOSITARY_LIST)}</p>
        <details>
          <summary>{t('convention.articles.names')}</summary>
          <dl className="facts">
            {officialLanguages.map((language) => (
              <div key={language}>
                <dt lang={language}>{languageNames[language]}</dt>
                <dd lang={language} dir={directionOf(language)}>
                  {instrumentTitles[language]}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      </Section>
      <Section title={t('convention.status.title')} id="status">
        <p>
          {t('convention.status.counts', {
            signed: status.participants.length,
            ratified: status.confirmedRatifications,
            reported: status.reportedRatifications,
          })}{' '}
          {t('convention.status.missing', { count: status.knownMissing })}
        </p>
        <p>
          {t('convention.status.entry')} {t('convention.status.listedOn', { day: date(status.listedOn) })}{' '}
          {t('convention.status.knownUntil')} <PartialDate value={status.knownUntil} />
        </p>
        <details>
          <summary>{t('convention.status.source')}</summary>
          <div lang="en">
            <p>{status.source}</p>
            <ul>
              {status.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </div>
        </details>
        <details>
          <summary>{t('convention.status.show')}</summary>
          <StatusTable participants={status.participants} />
        </details>
      </Section>
    </>
  )
}
