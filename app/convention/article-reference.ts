import { officialLanguageOf } from './official-language.ts'

/** An article of the Convention, or one of its paragraphs. */
export type ArticleReference = {
  article: number
  /** Null for the article as a whole. */
  paragraph: number | null
}

/** How many articles the Convention has (A/RES/79/243). */
export const ARTICLE_COUNT = 68

/**
 * Reads "25" or "42.3". Null when it is not a number of an existing article.
 * Paragraphs are not checked against the text, which may not be imported: only that the number is plausible.
 */
export function parseArticleReference(source: string): ArticleReference | null {
  const match = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(source.trim())
  if (!match) return null
  const article = Number(match[1])
  const paragraph = match[2] === undefined ? null : Number(match[2])
  if (article < 1 || article > ARTICLE_COUNT || paragraph === 0) return null
  return { article, paragraph }
}

/**
 * The page of an article, at the paragraph if one is named: its anchor is there once the official text is imported.
 * `language` is that of the words around the link, when it may be another than the reader's.
 */
export function articleHref({ article, paragraph }: ArticleReference, language = 'en'): string {
  const official = officialLanguageOf(language) ?? 'en'
  const text = official === 'en' ? '' : `?text=${official}`
  return `/convention/${article}${text}${paragraph === null ? '' : `#p${paragraph}`}`
}

/** The numbers of the articles that are named, each once; a paragraph stands for its article. */
export function articleNumbers(references: readonly ArticleReference[]): number[] {
  return [...new Set(references.map(({ article }) => article))]
}
