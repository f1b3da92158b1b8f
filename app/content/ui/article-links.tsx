import { articleHref, type ArticleReference } from '#app/convention/article-reference.ts'
import { findArticle } from '#app/convention/articles.ts'
import { useT } from '#app/i18n/use-translation.tsx'

/** Links to articles of the Convention, with their titles. */
export function ArticleLinks({ articles }: { articles: readonly ArticleReference[] }) {
  const t = useT()
  return (
    <ul className="scenario-articles">
      {articles.map((reference) => {
        const { article, paragraph } = reference
        const values = { article, paragraph: paragraph ?? 0, title: findArticle(article)?.title ?? '' }
        return (
          <li key={`${article}.${paragraph}`}>
            <a href={articleHref(reference)}>{t(paragraph ? 'scenario.paragraph' : 'scenario.article', values)}</a>
          </li>
        )
      })}
    </ul>
  )
}
