import { articleHref } from '#app/convention/article-reference.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { Authored } from '#app/ui/authored.tsx'
import { Section } from '#app/ui/page.tsx'
import type { ReviewedQuestion } from '../review/view-review.server.ts'

/** After an answer in a review: the articles it was about, and the lessons to read again. */
export function ReviewFeedback({ question: { course, articles, lessons } }: { question: ReviewedQuestion }) {
  const t = useT()
  return (
    <>
      {articles.length > 0 && (
        <Section title={t('review.articles')}>
          <ul>
            {articles.map((article) => (
              <li key={article}>
                <a href={articleHref({ article, paragraph: null })}>{t('learn.result.article', { article })}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {lessons.length > 0 && (
        <Section title={t('review.again')}>
          <ul>
            {lessons.map(({ href, title }) => (
              <li key={href}>
                <a href={href}>
                  <Authored language={course.language}>{title}</Authored>
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
