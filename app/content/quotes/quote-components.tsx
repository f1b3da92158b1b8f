import type { ReactNode } from 'react'
import { articleHref } from '#app/convention/article-reference.ts'
import { OFFICIAL_SYMBOL } from '#app/convention/articles.ts'
import { officialLanguageOf } from '#app/convention/official-language.ts'
import type { Translate } from '#app/i18n/translator.ts'

/** The official words of the Convention, with where they stand. */
export function quoteComponents({ t, language }: { t: Translate; language: string }) {
  return {
    Quote: ({ article: number, para, children }: { article: string; para?: string; children?: ReactNode }) => {
      const article = Number(number)
      const paragraph = para === undefined ? null : Number(para)
      return (
        <figure className="quote">
          <blockquote lang={officialLanguageOf(language) ?? undefined}>{children}</blockquote>
          <figcaption>
            <a href={articleHref({ article, paragraph }, language)}>
              {paragraph === null
                ? t('convention.quote.article', { article })
                : t('convention.quote.paragraph', { article, paragraph })}
            </a>{' '}
            {t('convention.quote.symbol', { symbol: OFFICIAL_SYMBOL })}
          </figcaption>
        </figure>
      )
    },
  }
}
