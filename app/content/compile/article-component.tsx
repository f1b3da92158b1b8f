import { articleHref, parseArticleReference } from '#app/convention/article-reference.ts'
import { firstSentences, roomBeside } from '#app/convention/article-tip.ts'
import { findArticle } from '#app/convention/articles.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { ReferenceTip } from './reference-tip.tsx'

/**
 * A link to an article or paragraph. The first on a page explains the article: its title and the beginning of the summary
 * while it is pointed at, its title alone in print. Titles and summaries are known in English only.
 */
export function articleComponent({ t, language }: { t: Translate; language: string }) {
  return function Article({ n, para, tip }: { n: string; para?: string; tip?: 'first' }) {
    const reference = parseArticleReference(n)
    const found = reference && findArticle(reference.article)
    if (!reference || !found) throw new Error(`No article ${n}`)
    const { article } = reference
    const paragraph = para === undefined ? null : Number(para)
    const href = articleHref({ article, paragraph }, language)
    const words =
      paragraph === null ? t('content.article', { article }) : t('content.articleParagraph', { article, paragraph })
    if (!tip || language.split('-')[0] !== 'en') {
      return (
        <a className="article-ref" href={href}>
          {words}
        </a>
      )
    }
    const { title } = found
    const room = roomBeside(t('convention.tip', { article, title, summary: '' }))
    const summary = firstSentences(found.summary[0] ?? '', room)
    return (
      <>
        <ReferenceTip
          id={`tip-article-${article}`}
          className="article-ref"
          href={href}
          label={words}
          tip={t('convention.tip', { article, title, summary })}
        />
        <span className="article-title">{` [${title}]`}</span>
      </>
    )
  }
}
