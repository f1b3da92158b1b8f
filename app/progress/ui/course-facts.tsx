import type { CourseOutline } from '#app/content/outline.ts'
import { type ArticleReference, articleHref } from '#app/convention/article-reference.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Facts } from '#app/ui/page.tsx'
import { Authored } from '#app/ui/authored.tsx'

type CourseFactsProps = {
  outline: Pick<
    CourseOutline,
    'minutes' | 'level' | 'audience' | 'language' | 'articles' | 'revisionNumber' | 'publishedAt'
  >
}

/** Time, level, audience, articles and edition of a course. */
export function CourseFacts({ outline }: CourseFactsProps) {
  const { t, date, duration } = useTranslator()
  const { minutes, level, audience, language, articles, revisionNumber, publishedAt } = outline
  const items = [
    { label: t('learn.course.factTime'), value: duration(minutes) },
    { label: t('learn.course.factLevel'), value: t(`learn.level.${level}`) },
    { label: t('learn.course.factAudience'), value: <Authored language={language}>{audience}</Authored> },
    { label: t('learn.course.factArticles'), value: <Articles articles={articles} /> },
    {
      label: t('learn.course.factRevision'),
      value: t('learn.course.revisionOf', { number: revisionNumber, date: date(publishedAt) }),
    },
  ]
  return <Facts items={articles.length > 0 ? items : items.filter((_item, index) => index !== 3)} />
}

function Articles({ articles }: { articles: readonly ArticleReference[] }) {
  const { t } = useTranslator()
  return (
    <>
      {articles.map((reference) => (
        <span key={`${reference.article}.${reference.paragraph}`}>
          <a href={articleHref(reference)}>
            {reference.paragraph === null
              ? t('learn.course.article', { article: reference.article })
              : t('learn.course.articleParagraph', { article: reference.article, paragraph: reference.paragraph })}
          </a>
          <br />
        </span>
      ))}
    </>
  )
}
