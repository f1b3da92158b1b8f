import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { compiledDocument, course, courseRevision, questionRevision } from './content.ts'
import { account } from './identity.ts'

/** One sitting of a quiz. It keeps what it was asked: edition, questions, drawn order and pass mark. */
export const attempt = sqliteTable(
  'attempt',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    courseId: text('course_id')
      .notNull()
      .references(() => course.id),
    courseRevisionId: text('course_revision_id')
      .notNull()
      .references(() => courseRevision.id),
    quizId: text('quiz_id').notNull(),
    /** 1, 2, 3 … for this person and quiz. */
    number: integer('number').notNull(),
    /** Per cent needed to pass, as it was when the attempt began. */
    passMark: integer('pass_mark').notNull(),
    /** JSON of `WrittenSettings` in app/content/quiz-settings.ts, as they were then. Null: begun before they were kept. */
    rules: text('rules'),
    startedAt: integer('started_at').notNull(),
    /** When its time ends; null without a limit. */
    dueAt: integer('due_at'),
    /** Per cent that the limit was lengthened by when it began, for this person. */
    extraTime: integer('extra_time').notNull().default(0),
    submittedAt: integer('submitted_at'),
    /** What ended it; null while it is under way, and where it was not kept: the person did. */
    endedBy: text('ended_by', { enum: ['person', 'time'] }),
    /** Handle of the session that sits it, where only one device may; null otherwise, and once it was handed in. */
    heldBy: text('held_by'),
    /** Marks gained and available; null until submitted. */
    score: real('score'),
    maxScore: real('max_score'),
    passed: integer('passed', { mode: 'boolean' }),
  },
  (table) => [
    uniqueIndex('attempt_number').on(table.accountId, table.quizId, table.number),
    index('attempt_quiz').on(table.quizId, table.submittedAt),
    index('attempt_due').on(table.submittedAt, table.dueAt),
    index('attempt_course').on(table.courseId, table.startedAt, table.id),
  ],
)

/** A question as this attempt asks it, and the answer last saved. */
export const attemptQuestion = sqliteTable(
  'attempt_question',
  {
    attemptId: text('attempt_id')
      .notNull()
      .references(() => attempt.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    questionId: text('question_id').notNull(),
    questionHash: text('question_hash')
      .notNull()
      .references(() => questionRevision.hash),
    /** JSON number[]: displayed place -> option's index in the question's revision. */
    optionOrder: text('option_order').notNull(),
    /** JSON number[] of chosen option indexes in the revision; null when unanswered. */
    answer: text('answer'),
    answeredAt: integer('answered_at'),
    /** When the person chose what is stored, by the server's clock, be it no answer; null when nothing was ever sent. */
    chosenAt: integer('chosen_at'),
    /** How often the answer changed: a form tells which it was made with. */
    version: integer('version').notNull().default(0),
    /** Id of the operation that was stored last: sent again, it changes nothing. */
    operationId: text('operation_id'),
    /** 0 to 1; null until submitted, and where a correction leaves the question out. */
    mark: real('mark'),
    /** Milliseconds that went by before choices of this answer, as app/assessment/time-spent.ts reckons; null if unknown. */
    timeSpent: integer('time_spent'),
    /** The correction that `mark` was given by; null where it is by the wording that was asked. */
    regradeId: text('regrade_id').references(() => regrade.id),
    /** The mark by the wording that was asked, where a correction gave another. */
    askedMark: real('asked_mark'),
  },
  (table) => [
    primaryKey({ columns: [table.attemptId, table.position] }),
    uniqueIndex('attempt_question_question').on(table.attemptId, table.questionId),
  ],
)

/** What a quiz asks of those who sit it, beyond the rules that its author wrote. A quiz without a row asks nothing. */
export const quizCondition = sqliteTable('quiz_condition', {
  quizId: text('quiz_id').primaryKey(),
  courseId: text('course_id')
    .notNull()
    .references(() => course.id),
  /** Sealed (app/secrets); null for none. */
  accessCode: text('access_code'),
  /** JSON string[] of CIDR blocks. */
  networks: text('networks').notNull(),
  oneDevice: integer('one_device', { mode: 'boolean' }).notNull(),
  changedAt: integer('changed_at').notNull(),
  changedBy: text('changed_by').references(() => account.id, { onDelete: 'set null' }),
})

/** What happened at a quiz, as its examiners read it. Added to only; what it tells of a browser is taken out with time. */
export const quizEvent = sqliteTable(
  'quiz_event',
  {
    id: text('id').primaryKey(),
    at: integer('at').notNull(),
    courseId: text('course_id')
      .notNull()
      .references(() => course.id),
    quizId: text('quiz_id').notNull(),
    /** The candidate. */
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    /** Null where no attempt began. */
    attemptId: text('attempt_id').references(() => attempt.id, { onDelete: 'cascade' }),
    kind: text('kind', {
      enum: [
        'begun',
        'taken-up',
        'moved',
        'refused-code',
        'refused-network',
        'handed-in',
        'time-over',
        'extended',
        'reopened',
        'regraded',
      ],
    }).notNull(),
    /** Who did it; null for the candidate, and for the time. */
    actorId: text('actor_id').references(() => account.id, { onDelete: 'set null' }),
    /** The candidate's network address, and browser and system as `session.device`; null where no request of theirs did it. */
    address: text('address'),
    device: text('device'),
    /** JSON of `QuizEventFacts` in app/assessment/examiners/quiz-event.ts; null for a kind without any. */
    detail: text('detail'),
  },
  (table) => [
    index('quiz_event_attempt').on(table.attemptId, table.id),
    index('quiz_event_candidate').on(table.accountId, table.quizId),
    index('quiz_event_quiz').on(table.courseId, table.quizId, table.at),
    index('quiz_event_at').on(table.at),
  ],
)

/**
 * A correction of how a wording of a question is marked, for all who were or will be asked it. The latest of a wording
 * stands. Only added: it is taken back by another one.
 */
export const regrade = sqliteTable(
  'regrade',
  {
    id: text('id').primaryKey(),
    courseId: text('course_id')
      .notNull()
      .references(() => course.id),
    quizId: text('quiz_id').notNull(),
    questionId: text('question_id').notNull(),
    /** The wording that was asked. */
    questionHash: text('question_hash')
      .notNull()
      .references(() => questionRevision.hash),
    remedy: text('remedy', { enum: ['published-wording', 'full-marks', 'left-out', 'as-asked'] }).notNull(),
    /** The wording to mark by; null where the remedy needs none. */
    markedByHash: text('marked_by_hash').references(() => questionRevision.hash),
    reason: text('reason').notNull(),
    regradedAt: integer('regraded_at').notNull(),
    regradedBy: text('regraded_by').references(() => account.id, { onDelete: 'set null' }),
    /** When every attempt handed in before was marked anew; null as long as some wait. */
    finishedAt: integer('finished_at'),
  },
  (table) => [
    index('regrade_wording').on(table.quizId, table.questionHash, table.regradedAt),
    index('regrade_course').on(table.courseId, table.regradedAt),
  ],
)

/** What a correction made of one attempt, and what was there before: nothing is lost by marking anew. */
export const regradeMark = sqliteTable(
  'regrade_mark',
  {
    regradeId: text('regrade_id')
      .notNull()
      .references(() => regrade.id),
    attemptId: text('attempt_id')
      .notNull()
      .references(() => attempt.id, { onDelete: 'cascade' }),
    /** Of the question; null where it was, or is now, left out. */
    markBefore: real('mark_before'),
    markAfter: real('mark_after'),
    /** Of the attempt. */
    scoreBefore: real('score_before').notNull(),
    scoreAfter: real('score_after').notNull(),
    maxScoreBefore: real('max_score_before').notNull(),
    maxScoreAfter: real('max_score_after').notNull(),
    passedBefore: integer('passed_before', { mode: 'boolean' }).notNull(),
    passedAfter: integer('passed_after', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.regradeId, table.attemptId] }),
    index('regrade_mark_attempt').on(table.attemptId),
  ],
)

/** More time than others have, given to a person. The history is kept: one ends or is withdrawn, it is not deleted. */
export const accommodation = sqliteTable(
  'accommodation',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    /** Per cent of a quiz's limit. */
    extraTime: integer('extra_time').notNull(),
    /** Over by itself from then; null without a planned end. */
    expiresAt: integer('expires_at'),
    /** For those who may give it, and the person. */
    reason: text('reason').notNull(),
    givenBy: text('given_by').references(() => account.id, { onDelete: 'set null' }),
    givenAt: integer('given_at').notNull(),
    withdrawnBy: text('withdrawn_by').references(() => account.id, { onDelete: 'set null' }),
    withdrawnAt: integer('withdrawn_at'),
  },
  (table) => [index('accommodation_account').on(table.accountId, table.givenAt)],
)

/** The last answer a person gave to a practice question in a lesson. */
export const practiceAnswer = sqliteTable(
  'practice_answer',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    questionId: text('question_id').notNull(),
    questionHash: text('question_hash')
      .notNull()
      .references(() => questionRevision.hash),
    lessonId: text('lesson_id').notNull(),
    /** JSON number[] of chosen option indexes in the revision. */
    answer: text('answer').notNull(),
    mark: real('mark').notNull(),
    answeredAt: integer('answered_at').notNull(),
    tries: integer('tries').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.questionId] }),
    index('practice_answer_lesson').on(table.accountId, table.lessonId),
  ],
)

/** One walk of a person through a branching case. It stays on the wording it began with. */
export const scenarioRun = sqliteTable(
  'scenario_run',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    courseId: text('course_id').notNull(),
    courseRevisionId: text('course_revision_id')
      .notNull()
      .references(() => courseRevision.id),
    activityId: text('activity_id').notNull(),
    scenarioId: text('scenario_id').notNull(),
    /** The document whose wording of the scenario it follows. */
    documentHash: text('document_hash')
      .notNull()
      .references(() => compiledDocument.hash),
    /** JSON: what was chosen so far, as `ScenarioStep[]` in app/assessment/scenario-run.ts. */
    steps: text('steps').notNull(),
    startedAt: integer('started_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    /** Null while it is under way. */
    endedAt: integer('ended_at'),
    endingId: text('ending_id'),
  },
  (table) => [index('scenario_run_account').on(table.accountId, table.scenarioId, table.startedAt)],
)

/** A request that a person drafts in a lesson: what was typed, and how it was marked last. */
export const requestDraft = sqliteTable(
  'request_draft',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    requestId: text('request_id').notNull(),
    courseId: text('course_id').notNull(),
    activityId: text('activity_id').notNull(),
    /** JSON: text by element. */
    fields: text('fields').notNull(),
    updatedAt: integer('updated_at').notNull(),
    /** How often it was marked. */
    submissions: integer('submissions').notNull().default(0),
    /** JSON of `RequestResult` in app/assessment/mark-request.ts, and the document whose rubric gave it. */
    result: text('result'),
    documentHash: text('document_hash').references(() => compiledDocument.hash),
    markedAt: integer('marked_at'),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.requestId] })],
)
