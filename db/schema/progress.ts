import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { course, courseRevision } from './content.ts'
import { account } from './identity.ts'

/** What learners did, in the order it was recorded. Appended, never changed: the summaries below are rebuilt from it. */
export const learningEvent = sqliteTable(
  'learning_event',
  {
    /** Order of recording. */
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    verb: text('verb', {
      enum: [
        'course-started',
        'lesson-opened',
        'lesson-read',
        'practice-answered',
        'scenario-ended',
        'request-marked',
        'quiz-started',
        'quiz-submitted',
        'quiz-regraded',
        'quiz-reopened',
        'course-completed',
      ],
    }).notNull(),
    courseId: text('course_id')
      .notNull()
      .references(() => course.id),
    courseRevisionId: text('course_revision_id')
      .notNull()
      .references(() => courseRevision.id),
    /** The lesson or quiz; empty for the course itself. */
    activityId: text('activity_id').notNull().default(''),
    /** JSON facts of the verb, as `LearningEvent` in app/progress/learning-event.ts. */
    result: text('result').notNull(),
    occurredAt: integer('occurred_at').notNull(),
  },
  (table) => [index('learning_event_account').on(table.accountId, table.courseId, table.sequence)],
)

/** Summary: one person and one lesson or quiz. */
export const activityProgress = sqliteTable(
  'activity_progress',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    activityId: text('activity_id').notNull(),
    courseId: text('course_id').notNull(),
    firstOpenedAt: integer('first_opened_at').notNull(),
    lastActiveAt: integer('last_active_at').notNull(),
    /** Quizzes: the result that counts, in per cent, by the quiz's rule the best, first or last; and how many were handed in. */
    bestScore: real('best_score'),
    attempts: integer('attempts').notNull().default(0),
    /** Once set, never cleared and never moved. */
    completedAt: integer('completed_at'),
    /** The edition it was completed on. */
    completedRevisionId: text('completed_revision_id').references(() => courseRevision.id),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.activityId] }),
    index('activity_progress_course').on(table.courseId, table.accountId),
  ],
)

/** Summary: one person and one course. */
export const courseProgress = sqliteTable(
  'course_progress',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    courseId: text('course_id')
      .notNull()
      .references(() => course.id),
    startedAt: integer('started_at').notNull(),
    lastActiveAt: integer('last_active_at').notNull(),
    /** Where to take up again: the lesson or quiz last opened. */
    resumeActivityId: text('resume_activity_id').notNull(),
    /** The edition of the last visit: what is newer was not seen yet. Null for progress from before it was kept. */
    lastRevisionId: text('last_revision_id').references(() => courseRevision.id),
    /** Activities of the current edition that are completed. */
    completedActivities: integer('completed_activities').notNull(),
    /** The result that counts in the final quiz, per cent. */
    finalScore: real('final_score'),
    /** Once set, never cleared and never moved. */
    completedAt: integer('completed_at'),
    /** The edition it was completed on. */
    completedRevisionId: text('completed_revision_id').references(() => courseRevision.id),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.courseId] }),
    index('course_progress_course').on(table.courseId, table.completedAt),
  ],
)

/** Summary: one person and one article of the Convention, as `Competence` in app/progress/competence/competence.ts. */
export const articleCompetence = sqliteTable(
  'article_competence',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    article: integer('article').notNull(),
    weight: real('weight').notNull(),
    marks: real('marks').notNull(),
    answers: integer('answers').notNull(),
    answeredAt: integer('answered_at').notNull(),
    standingBefore: text('standing_before', { enum: ['never', 'lapsed', 'secure'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.article] })],
)

/**
 * Summary: one person and one question they answered, as `ReviewCard` in app/progress/review/review-card.ts. Questions
 * of final quizzes have one too, which no review shows.
 */
export const reviewCard = sqliteTable(
  'review_card',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    questionId: text('question_id').notNull(),
    courseId: text('course_id')
      .notNull()
      .references(() => course.id),
    stability: real('stability').notNull(),
    difficulty: real('difficulty').notNull(),
    answeredAt: integer('answered_at').notNull(),
    dueAt: integer('due_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.questionId] }),
    index('review_card_due').on(table.accountId, table.dueAt),
  ],
)

/** A private note that a person wrote in a lesson. Nobody else ever sees it. */
export const reflectionNote = sqliteTable(
  'reflection_note',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    reflectionId: text('reflection_id').notNull(),
    courseId: text('course_id')
      .notNull()
      .references(() => course.id),
    activityId: text('activity_id').notNull(),
    /** The question as it was asked, as finished HTML: it stays with the note when the lesson changes. */
    prompt: text('prompt').notNull(),
    note: text('note').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.reflectionId] }),
    index('reflection_note_account').on(table.accountId, table.updatedAt),
  ],
)
