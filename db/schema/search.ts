import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Everything that search can find: one row for each passage that a result leads to. Made from the other tables, and
 * can be made from them again. Its words are in the full-text table `search_index` under the same number.
 */
export const searchEntry = sqliteTable(
  'search_entry',
  {
    id: integer('id').primaryKey(),
    kind: text('kind', { enum: ['course', 'lesson', 'quiz', 'term', 'article'] }).notNull(),
    /** Whether only people who are signed in may find it. */
    membersOnly: integer('members_only', { mode: 'boolean' }).notNull(),
    /** Null for an article. */
    courseId: text('course_id'),
    /** Id of the lesson, quiz or term; of an article `summary` or `official`; empty for a course. */
    partId: text('part_id').notNull(),
    /** Of an article its number; else null. */
    article: integer('article'),
    /** Id of the heading in the lesson's page; empty for its beginning and for everything else. */
    anchor: text('anchor').notNull(),
    /** Language of its words (BCP 47). */
    language: text('language').notNull(),
    title: text('title').notNull(),
    /** Heading of the passage; empty where the title is all. */
    heading: text('heading').notNull(),
    /** Running text, as plain text. */
    text: text('text').notNull(),
    /** JSON: number[] of the articles it teaches, tests, explains or is. */
    articles: text('articles').notNull(),
  },
  (table) => [index('search_entry_course').on(table.courseId)],
)

/** What is known of the index as a whole, by name: how it was made, and when it last changed. */
export const searchState = sqliteTable('search_state', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})
