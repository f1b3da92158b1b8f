import { eq } from 'drizzle-orm'
import { type Transaction, write } from '#db/client.server.ts'
import { inChunks } from '#db/in-chunks.ts'
import { officialArticle, officialEdition, officialParagraph } from '#db/schema/convention.ts'
import type { OfficialLanguage } from './official-language.ts'
import type { ImportReport, OfficialArticle, OfficialParagraph } from './official-text.ts'

/** What an import did to the text that was there before. Numbers of articles. */
export type ImportChanges = {
  /** False for the first import of the language. */
  replaced: boolean
  added: number[]
  removed: number[]
  reworded: number[]
}

/** Puts the official text of one language in the place of what was there, in one change. */
export async function importOfficialText({
  language,
  source,
  articles,
  report,
  now,
}: {
  language: OfficialLanguage
  /** Name of the file it was read from. */
  source: string
  articles: readonly OfficialArticle[]
  report: ImportReport
  now: number
}): Promise<ImportChanges> {
  return write(async (tx) => {
    const before = await textOf(language, tx)
    await tx.delete(officialEdition).where(eq(officialEdition.language, language))
    await tx
      .insert(officialEdition)
      .values({ language, source, articles: articles.length, report: JSON.stringify(report), importedAt: now })
    const titles = articles.map(({ article, title, chapter }) => ({ language, article, title, chapter }))
    for (const rows of inChunks(titles)) await tx.insert(officialArticle).values(rows)
    const paragraphs = articles.flatMap(({ article, paragraphs }) =>
      paragraphs.map((paragraph, position) => ({ language, article, position, ...paragraph })),
    )
    for (const rows of inChunks(paragraphs)) await tx.insert(officialParagraph).values(rows)
    return changesBetween(before, new Map(articles.map((one) => [one.article, wordingOf(one.title, one.paragraphs)])))
  })
}

/** The wording of each article that is there, to compare. */
async function textOf(language: OfficialLanguage, tx: Transaction): Promise<Map<number, string>> {
  const titles = await tx
    .select({ article: officialArticle.article, title: officialArticle.title })
    .from(officialArticle)
    .where(eq(officialArticle.language, language))
    .all()
  const rows = await tx
    .select()
    .from(officialParagraph)
    .where(eq(officialParagraph.language, language))
    .orderBy(officialParagraph.article, officialParagraph.position)
    .all()
  const byArticle = new Map<number, OfficialParagraph[]>()
  for (const row of rows) byArticle.set(row.article, [...(byArticle.get(row.article) ?? []), row])
  return new Map(titles.map(({ article, title }) => [article, wordingOf(title, byArticle.get(article) ?? [])]))
}

function wordingOf(title: string, paragraphs: readonly OfficialParagraph[]): string {
  return JSON.stringify([title, paragraphs.map(({ label, depth, text }) => [label, depth, text])])
}

function changesBetween(before: ReadonlyMap<number, string>, after: ReadonlyMap<number, string>): ImportChanges {
  return {
    replaced: before.size > 0,
    added: [...after.keys()].filter((article) => !before.has(article)),
    removed: [...before.keys()].filter((article) => !after.has(article)),
    reworded: [...after]
      .filter(([article, text]) => (before.get(article) ?? text) !== text)
      .map(([article]) => article),
  }
}
