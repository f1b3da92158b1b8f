import { type ArticleReference, parseArticleReference } from '#app/convention/article-reference.ts'

/** Articles as authors write them: "25, 42.3". */
export function articleList(articles: readonly ArticleReference[]): string {
  return articles
    .map(({ article, paragraph }) => (paragraph === null ? `${article}` : `${article}.${paragraph}`))
    .join(', ')
}

/** The same from what was typed; null unless every one of them exists. */
export function readArticleList(typed: string): string | null {
  const found = typed
    .split(/[,;\s]+/)
    .filter((one) => one !== '')
    .map(parseArticleReference)
  const articles = found.filter((one) => one !== null)
  return articles.length === 0 || articles.length < found.length ? null : articleList(articles)
}
