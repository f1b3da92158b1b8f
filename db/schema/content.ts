import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { account } from './identity.ts'

/**
 * What one source file compiled to, under the hash of its inputs (source, kind, compiler version).
 * Never updated: the same hash is the same document.
 */
export const compiledDocument = sqliteTable('compiled_document', {
  hash: text('hash').primaryKey(),
  kind: text('kind', { enum: ['lesson', 'quiz'] }).notNull(),
  /** JSON of `CompiledDocument` in app/content/document.ts. */
  body: text('body').notNull(),
  compiledAt: integer('compiled_at').notNull(),
})

/** A course by its permanent id; what learners see is its current revision. */
export const course = sqliteTable(
  'course',
  {
    id: text('id').primaryKey(),
    slug: text('slug').notNull(),
    currentRevisionId: text('current_revision_id'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('course_slug').on(table.slug)],
)

/** An immutable edition of a course. */
export const courseRevision = sqliteTable(
  'course_revision',
  {
    id: text('id').primaryKey(),
    courseId: text('course_id')
      .notNull()
      .references(() => course.id),
    /** 1, 2, 3 … within the course. */
    number: integer('number').notNull(),
    /** Hash of everything in the edition: an unchanged course is not published again. */
    contentHash: text('content_hash').notNull(),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    audience: text('audience').notNull(),
    language: text('language').notNull(),
    level: text('level', { enum: ['introductory', 'intermediate', 'advanced'] }).notNull(),
    minutes: integer('minutes').notNull(),
    /** How many activities a learner completes in this edition. */
    activityCount: integer('activity_count').notNull(),
    /** JSON: { id, text }[] */
    objectives: text('objectives').notNull(),
    /** JSON: string[] of ids withdrawn on purpose. */
    retired: text('retired').notNull(),
    /** Number of the older edition whose content this one restored; null for one made from the files. */
    restoredFrom: integer('restored_from'),
    /** JSON of `RevisionChange[]`: activities added, removed, changed against the edition before. */
    changes: text('changes').notNull(),
    publishedAt: integer('published_at').notNull(),
    /** Null when the server published it on start. */
    publishedBy: text('published_by').references(() => account.id, { onDelete: 'set null' }),
  },
  (table) => [uniqueIndex('course_revision_number').on(table.courseId, table.number)],
)

export const moduleRevision = sqliteTable(
  'module_revision',
  {
    courseRevisionId: text('course_revision_id')
      .notNull()
      .references(() => courseRevision.id),
    moduleId: text('module_id').notNull(),
    position: integer('position').notNull(),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
  },
  (table) => [primaryKey({ columns: [table.courseRevisionId, table.moduleId] })],
)

/** A lesson or a quiz in one edition: what a learner completes. */
export const activityRevision = sqliteTable(
  'activity_revision',
  {
    courseRevisionId: text('course_revision_id')
      .notNull()
      .references(() => courseRevision.id),
    activityId: text('activity_id').notNull(),
    kind: text('kind', { enum: ['lesson', 'quiz'] }).notNull(),
    /** Null for a final quiz, which stands after all modules. */
    moduleId: text('module_id'),
    /** Order in the whole course, from 0. */
    position: integer('position').notNull(),
    slug: text('slug').notNull(),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    minutes: integer('minutes').notNull(),
    /** JSON: string[] of objective ids (lessons). */
    objectives: text('objectives').notNull(),
    /** JSON of `QuizSettings` (quizzes) or null. */
    quizSettings: text('quiz_settings'),
    documentHash: text('document_hash')
      .notNull()
      .references(() => compiledDocument.hash),
  },
  (table) => [
    primaryKey({ columns: [table.courseRevisionId, table.activityId] }),
    uniqueIndex('activity_revision_slug').on(table.courseRevisionId, table.slug),
    index('activity_revision_activity').on(table.activityId),
  ],
)

/** A question as it was worded at one time, by the hash of its content. Never updated. */
export const questionRevision = sqliteTable(
  'question_revision',
  {
    hash: text('hash').primaryKey(),
    questionId: text('question_id').notNull(),
    /** JSON of `Question` in app/content/question.ts, right answers included: never sent to a browser before marking. */
    body: text('body').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('question_revision_question').on(table.questionId)],
)

/** Which questions an activity of an edition asks, in authored order. */
export const activityQuestion = sqliteTable(
  'activity_question',
  {
    courseRevisionId: text('course_revision_id')
      .notNull()
      .references(() => courseRevision.id),
    activityId: text('activity_id').notNull(),
    questionId: text('question_id').notNull(),
    questionHash: text('question_hash')
      .notNull()
      .references(() => questionRevision.hash),
    position: integer('position').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.courseRevisionId, table.activityId, table.questionId] }),
    index('activity_question_question').on(table.questionId),
  ],
)

/** What else of an activity has a permanent id: scenarios with their scenes, drafting tasks, reflections. */
export const activityPart = sqliteTable(
  'activity_part',
  {
    courseRevisionId: text('course_revision_id')
      .notNull()
      .references(() => courseRevision.id),
    activityId: text('activity_id').notNull(),
    partId: text('part_id').notNull(),
    kind: text('kind', { enum: ['scenario', 'scene', 'request', 'reflection'] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.courseRevisionId, table.partId] }),
    index('activity_part_part').on(table.partId),
  ],
)

/** The glossary of an edition: the terms its lessons use. */
export const termRevision = sqliteTable(
  'term_revision',
  {
    courseRevisionId: text('course_revision_id')
      .notNull()
      .references(() => courseRevision.id),
    termId: text('term_id').notNull(),
    term: text('term').notNull(),
    definition: text('definition').notNull(),
    /** Where the Convention defines it; null when it does not. */
    article: integer('article'),
    /** A lettered paragraph such as "b"; null for the article as a whole. */
    paragraph: text('paragraph'),
  },
  (table) => [primaryKey({ columns: [table.courseRevisionId, table.termId] })],
)

/** What the check found in one source, under the hash of its inputs, so that an unchanged file is read once. */
export const checkedSource = sqliteTable('checked_source', {
  hash: text('hash').primaryKey(),
  /** JSON of `CheckedSource` in app/content/check/source-facts.ts. */
  body: text('body').notNull(),
  usedAt: integer('used_at').notNull(),
})

/** What an author's picture, film or other file became, under the hash of its bytes and of the encoder. Only added. */
export const mediaSource = sqliteTable('media_source', {
  hash: text('hash').primaryKey(),
  kind: text('kind', { enum: ['image', 'video', 'captions', 'download'] }).notNull(),
  /** JSON of `MediaFile` in app/content/compile/compile-context.ts; the files themselves are in `media/` of the data folder. */
  body: text('body').notNull(),
  createdAt: integer('created_at').notNull(),
})

/** Which articles of the Convention an activity or a question of an edition teaches or tests. */
export const taughtArticle = sqliteTable(
  'taught_article',
  {
    courseRevisionId: text('course_revision_id')
      .notNull()
      .references(() => courseRevision.id),
    article: integer('article').notNull(),
    /** 0 for the article as a whole. */
    paragraph: integer('paragraph').notNull().default(0),
    activityId: text('activity_id').notNull(),
    /** Empty when the activity itself, not one question, is keyed. */
    questionId: text('question_id').notNull().default(''),
  },
  (table) => [
    primaryKey({
      columns: [table.article, table.courseRevisionId, table.activityId, table.questionId, table.paragraph],
    }),
  ],
)
