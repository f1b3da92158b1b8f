import index from './data/index.json' with { type: 'json' }
import type { OfficialLanguage } from './official-language.ts'

export type Chapter = { number: number; title: string }

export type Article = {
  number: number
  /** English title as in the adopted text. */
  title: string
  /** What the article says in this project's own words: never to be shown as the official text. */
  summary: readonly string[]
  chapter: Chapter
}

/** Official symbol of the resolution whose annex is the Convention's text. */
export const OFFICIAL_SYMBOL = index.resolution

/** Where the depositary lists the Convention: chapter and number of the United Nations Treaty Collection. */
export const DEPOSITARY_LIST = { chapter: 'XVIII', number: 16 } as const

/** The Convention's title in each official language, as secondary sources give it: in Arabic and Chinese the short one. */
export const instrumentTitles: Readonly<Record<OfficialLanguage, string>> = index.titles

const everyChapter = index.chapters.map(({ number, title, articles }) => ({
  number,
  title,
  articles: articles.map((article): Article => ({ ...article, chapter: { number, title } })),
}))

const byNumber = new Map(
  everyChapter.flatMap((chapter) => chapter.articles).map((article) => [article.number, article]),
)

/** The nine chapters in order, each with its articles. */
export function chapters(): readonly (Chapter & { articles: readonly Article[] })[] {
  return everyChapter
}

/** The article of that number, or null when the Convention has none. */
export function findArticle(number: number): Article | null {
  return byNumber.get(number) ?? null
}
