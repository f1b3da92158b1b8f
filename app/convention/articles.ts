import index from './data/index.json'

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
