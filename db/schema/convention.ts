import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The official text in one language, as an administrator imported it. */
export const officialEdition = sqliteTable('official_edition', {
  /** One of ar, zh, en, fr, ru, es. */
  language: text('language').primaryKey(),
  /** Name of the file it was read from. */
  source: text('source').notNull(),
  /** How many of the 68 articles it has. */
  articles: integer('articles').notNull(),
  /** JSON of `ImportReport` in app/convention/official-text.ts. */
  report: text('report').notNull(),
  importedAt: integer('imported_at').notNull(),
})

/** Title of an article in the official text. */
export const officialArticle = sqliteTable(
  'official_article',
  {
    language: text('language')
      .notNull()
      .references(() => officialEdition.language, { onDelete: 'cascade' }),
    article: integer('article').notNull(),
    title: text('title').notNull(),
    chapter: integer('chapter').notNull(),
  },
  (table) => [primaryKey({ columns: [table.language, table.article] })],
)

/** One paragraph or lettered item of the official text, word for word. */
export const officialParagraph = sqliteTable(
  'official_paragraph',
  {
    language: text('language')
      .notNull()
      .references(() => officialEdition.language, { onDelete: 'cascade' }),
    article: integer('article').notNull(),
    /** Order within the article, from 0. */
    position: integer('position').notNull(),
    /** Numbered paragraph it belongs to; 0 when the article has none or for words before the first. */
    paragraph: integer('paragraph').notNull(),
    /** As printed before the words: "1", "(a)", "(i)"; empty when nothing is. */
    label: text('label').notNull(),
    /** 0 for a paragraph, 1 for (a), 2 for (i). */
    depth: integer('depth').notNull(),
    text: text('text').notNull(),
  },
  (table) => [primaryKey({ columns: [table.language, table.article, table.position] })],
)
