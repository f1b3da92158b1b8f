import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { prepared, type Reader, reader } from '#db/client.server.ts'
import { officialArticle, officialEdition, officialParagraph } from '#db/schema/convention.ts'
import { ARTICLE_COUNT } from './article-reference.ts'
import { type OfficialLanguage, officialLanguageOf, officialLanguages } from './official-language.ts'
import { type ImportReport, type OfficialParagraph, rangesOf, articlesBut } from './official-text.ts'

/** The official text in one language, as far as it was imported. */
export type OfficialEdition = {
  language: OfficialLanguage
  /** Name of the file it was read from. */
  source: string
  importedAt: number
  /** Whether articles are missing. */
  partial: boolean
  /** The articles that are there, as people read it: "1–15". */
  range: string
}

const editions = prepared((db) => db.select().from(officialEdition))

/** The imported languages, in the order of the official languages. */
export async function findOfficialEditions(): Promise<OfficialEdition[]> {
  const rows = await editions.all()
  return officialLanguages.flatMap((language): OfficialEdition[] => {
    const row = rows.find((one) => one.language === language)
    if (!row) return []
    const { missing } = JSON.parse(row.report) as ImportReport
    const partial = row.articles < ARTICLE_COUNT
    return [
      { language, source: row.source, importedAt: row.importedAt, partial, range: rangesOf(articlesBut(missing)) },
    ]
  })
}

/** The first of the languages that was imported; null when none was. They may be any text: what somebody asked for. */
export function chooseEdition(
  editions: readonly OfficialEdition[],
  languages: readonly (string | null)[],
): OfficialEdition | null {
  const wanted = languages.flatMap((language) => officialLanguageOf(language ?? '') ?? [])
  return wanted.flatMap((language) => editions.find((edition) => edition.language === language) ?? [])[0] ?? null
}

const title = prepared((db) =>
  db
    .select({ title: officialArticle.title })
    .from(officialArticle)
    .where(
      and(
        eq(officialArticle.language, sql.placeholder('language')),
        eq(officialArticle.article, sql.placeholder('article')),
      ),
    ),
)

const paragraphs = prepared((db) =>
  db
    .select({
      paragraph: officialParagraph.paragraph,
      label: officialParagraph.label,
      depth: officialParagraph.depth,
      text: officialParagraph.text,
    })
    .from(officialParagraph)
    .where(
      and(
        eq(officialParagraph.language, sql.placeholder('language')),
        eq(officialParagraph.article, sql.placeholder('article')),
      ),
    )
    .orderBy(asc(officialParagraph.position)),
)

/** The official words of an article; null when that language or article was not imported. */
export async function findOfficialArticle(asked: {
  language: OfficialLanguage
  article: number
}): Promise<{ title: string; paragraphs: readonly OfficialParagraph[] } | null> {
  const row = await title.get(asked)
  return row ? { title: row.title, paragraphs: await paragraphs.all(asked) } : null
}

/** The official words of some articles in one language: those imported, by number. Null when nothing of it was. */
export async function findOfficialWords({
  language,
  articles,
  db = reader,
}: {
  language: OfficialLanguage
  articles: readonly number[]
  db?: Reader
}): Promise<ReadonlyMap<number, readonly OfficialParagraph[]> | null> {
  const edition = await db.select().from(officialEdition).where(eq(officialEdition.language, language)).get()
  if (!edition) return null
  const chosen = [...new Set(articles)]
  const known = await db
    .select({ article: officialArticle.article })
    .from(officialArticle)
    .where(and(eq(officialArticle.language, language), inArray(officialArticle.article, chosen)))
    .all()
  const rows = await db
    .select()
    .from(officialParagraph)
    .where(and(eq(officialParagraph.language, language), inArray(officialParagraph.article, chosen)))
    .orderBy(asc(officialParagraph.article), asc(officialParagraph.position))
    .all()
  return new Map(known.map(({ article }) => [article, rows.filter((row) => row.article === article)]))
}
