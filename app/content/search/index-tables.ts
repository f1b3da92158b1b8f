import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * The folded words of `search_entry`, under its ids: a full-text table (FTS5) that keeps no text of its own, made by the
 * migration 0002_search. `words.ts` has cut the words already; its tokenizer only parts them at spaces.
 */
export const searchIndex = sqliteTable('search_index', {
  rowid: integer('rowid').primaryKey(),
  title: text('title').notNull(),
  heading: text('heading').notNull(),
  text: text('text').notNull(),
  /** Title of the lesson that a section belongs to. */
  context: text('context').notNull(),
  /** Other forms of all its words. */
  loose: text('loose').notNull(),
  /** `articleKey` of an article. */
  keys: text('keys').notNull(),
})

/** Tells the full-text table what to do (SQLite, FTS5, 6.: special INSERT commands). */
export const searchCommand = sqliteTable('search_index', { command: text('search_index').notNull() })

/** Every word of the index by column, with the number of entries that have it there. */
export const searchWord = sqliteTable('search_word', {
  word: text('term').notNull(),
  column: text('col').notNull(),
  entries: integer('doc').notNull(),
})
