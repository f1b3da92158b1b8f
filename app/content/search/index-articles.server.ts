import { asc, eq } from 'drizzle-orm'
import { chapters } from '#app/convention/articles.ts'
import type { Transaction } from '#db/client.server.ts'
import { officialArticle, officialEdition, officialParagraph } from '#db/schema/convention.ts'
import { searchEntry } from '#db/schema/search.ts'
import { contentHash } from '../compile/content-hash.server.ts'
import { type Passage, type PassageWords, passageWords } from './passage.ts'
import { replaceEntries, setState } from './write-entries.server.ts'

/** What an article is called in each language of the Convention. */
const articleName: Readonly<Record<string, (number: number) => string>> = {
  ar: (number) => `المادة ${number}`,
  en: (number) => `Article ${number}`,
  es: (number) => `Artículo ${number}`,
  fr: (number) => `Article ${number}`,
  ru: (number) => `Статья ${number}`,
  zh: (number) => `第${number}条`,
}

/**
 * Puts the articles of the Convention into the index: titles and summaries of all, and the official text of every
 * language that is imported. To be called after an import.
 */
export async function indexArticles(tx: Transaction): Promise<void> {
  const passages = [...summaries(), ...(await officialTexts(tx))].map((passage): readonly [Passage, PassageWords] => [
    passage,
    passageWords(passage, articleName[passage.language]?.(passage.article ?? 0)),
  ])
  await replaceEntries({ which: eq(searchEntry.kind, 'article'), passages }, tx)
  await setState('articles', await articlesFingerprint(tx), tx)
}

/** Differs when other articles or texts would be indexed. */
export async function articlesFingerprint(db: Pick<Transaction, 'select'>): Promise<string> {
  const editions = await db
    .select({ language: officialEdition.language, importedAt: officialEdition.importedAt })
    .from(officialEdition)
    .orderBy(asc(officialEdition.language))
  return contentHash([chapters(), editions])
}

function summaries(): Passage[] {
  return chapters().flatMap(({ articles }) =>
    articles.map(({ number, title, summary }) => ({
      ...ofArticle(number, 'en'),
      partId: 'summary',
      title,
      text: summary.join(' '),
    })),
  )
}

async function officialTexts(tx: Transaction): Promise<Passage[]> {
  const articles = await tx.select().from(officialArticle)
  const paragraphs = await tx
    .select({
      language: officialParagraph.language,
      article: officialParagraph.article,
      label: officialParagraph.label,
      text: officialParagraph.text,
    })
    .from(officialParagraph)
    .orderBy(asc(officialParagraph.language), asc(officialParagraph.article), asc(officialParagraph.position))
  const texts = new Map<string, string[]>()
  for (const { language, article, label, text } of paragraphs) {
    const key = `${language} ${article}`
    const lines = texts.get(key) ?? []
    lines.push(label ? `${label} ${text}` : text)
    texts.set(key, lines)
  }
  return articles.map(({ language, article, title }) => ({
    ...ofArticle(article, language),
    partId: 'official',
    title: title || (articleName[language]?.(article) ?? ''),
    text: texts.get(`${language} ${article}`)?.join(' ') ?? '',
  }))
}

function ofArticle(number: number, language: string) {
  return {
    kind: 'article' as const,
    membersOnly: false,
    courseId: null,
    article: number,
    anchor: '',
    language,
    heading: '',
    articles: [number],
  }
}
