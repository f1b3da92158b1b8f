import { and, asc, eq, inArray, isNotNull, isNull, like, notLike, or, sql } from 'drizzle-orm'
import { parsePracticeAnswer, type PracticeAnswer, practiceColumns } from '#app/assessment/practice-answer.server.ts'
import { prepared, type Reader, reader } from '#db/client.server.ts'
import { practiceAnswer } from '#db/schema/assessment.ts'
import { activityQuestion, activityRevision, course, taughtArticle } from '#db/schema/content.ts'
import { reviewCard } from '#db/schema/progress.ts'
import { type DueQuestion, MOST_IN_SITTING } from './sitting.ts'

/** A question that a person may review, where the current edition of its course asks it. */
export type ReviewableQuestion = {
  questionId: string
  /** The wording of the current edition. */
  questionHash: string
  courseId: string
  activityId: string
  dueAt: number
}

/** How many of the most overdue questions a sitting is chosen from. */
const MOST_LOOKED_AT = 40

const reviewableColumns = {
  questionId: reviewCard.questionId,
  questionHash: activityQuestion.questionHash,
  courseId: course.id,
  activityId: activityQuestion.activityId,
  dueAt: reviewCard.dueAt,
}

/**
 * A lesson, or a module quiz that shows right answers once it is handed in: a review tells them too.
 */
const tellsAnswers = or(
  isNull(activityRevision.quizSettings),
  and(
    like(activityRevision.quizSettings, '%"kind":"module"%'),
    notLike(activityRevision.quizSettings, '%"feedback":"when-passed"%'),
    notLike(activityRevision.quizSettings, '%"feedback":"never"%'),
  ),
)

/**
 * The cards of one person whose question the current edition of a course asks in a lesson or a module quiz. Every person
 * who is signed in may read these (`canReadLessons`). A final quiz is the one activity of no module: its questions are
 * for the examination alone, as are those of a test before or after a course and of a quiz that keeps its answers.
 */
function reviewable(db: Reader) {
  return db
    .select({ ...reviewableColumns, revisionId: course.currentRevisionId, practice: practiceColumns })
    .from(reviewCard)
    .innerJoin(course, eq(course.id, reviewCard.courseId))
    .innerJoin(
      activityQuestion,
      and(
        eq(activityQuestion.courseRevisionId, course.currentRevisionId),
        eq(activityQuestion.questionId, reviewCard.questionId),
      ),
    )
    .innerJoin(
      activityRevision,
      and(
        eq(activityRevision.courseRevisionId, activityQuestion.courseRevisionId),
        eq(activityRevision.activityId, activityQuestion.activityId),
        isNotNull(activityRevision.moduleId),
        tellsAnswers,
      ),
    )
    .leftJoin(
      practiceAnswer,
      and(eq(practiceAnswer.accountId, reviewCard.accountId), eq(practiceAnswer.questionId, reviewCard.questionId)),
    )
}

const ofPerson = eq(reviewCard.accountId, sql.placeholder('accountId'))

const soonest = prepared((db: Reader) =>
  reviewable(db)
    .where(ofPerson)
    .orderBy(asc(reviewCard.dueAt), asc(reviewCard.questionId))
    .limit(sql.placeholder('most')),
)

const oneQuestion = prepared((db: Reader) =>
  reviewable(db).where(and(ofPerson, eq(reviewCard.questionId, sql.placeholder('questionId')))),
)

/** What a trainee's start page says of their review. `nextAt`, milliseconds UTC, is null when nothing ever falls due. */
export type ReviewOutlook = { due: number; nextAt: number | null }

/** How many questions the next sitting holds, and when one falls due. One query. */
export async function findReviewOutlook({
  accountId,
  now,
}: {
  accountId: string
  now: number
}): Promise<ReviewOutlook> {
  const rows = await soonest.all({ accountId, most: MOST_IN_SITTING })
  return { due: rows.filter(({ dueAt }) => dueAt <= now).length, nextAt: rows[0]?.dueAt ?? null }
}

/** The most overdue questions of a person with the articles they test, and when the first of all falls due. Two queries. */
export async function findDueQuestions({
  accountId,
  now,
}: {
  accountId: string
  now: number
}): Promise<{ due: (ReviewableQuestion & DueQuestion)[]; nextAt: number | null }> {
  const rows = await soonest.all({ accountId, most: MOST_LOOKED_AT })
  const due = rows.filter(({ dueAt }) => dueAt <= now)
  const articles = await findArticles(due)
  const withArticles = due.map(({ practice: _practice, revisionId: _revision, ...question }) => ({
    ...question,
    articles: articles.filter(({ questionId }) => questionId === question.questionId).map(({ article }) => article),
  }))
  return { due: withArticles, nextAt: rows[0]?.dueAt ?? null }
}

async function findArticles(questions: readonly { questionId: string; revisionId: string | null }[]) {
  if (questions.length === 0) return []
  const revisionIds = questions.flatMap(({ revisionId }) => revisionId ?? [])
  const questionIds = questions.map(({ questionId }) => questionId)
  return await reader
    .selectDistinct({ questionId: taughtArticle.questionId, article: taughtArticle.article })
    .from(taughtArticle)
    .where(and(inArray(taughtArticle.courseRevisionId, revisionIds), inArray(taughtArticle.questionId, questionIds)))
    .all()
}

/**
 * A question that a person may review, due or not, with the last answer they gave in practice or review. Null for a
 * question they never answered, one that was withdrawn, and one of a final quiz.
 */
export async function findReviewable(asked: {
  accountId: string
  questionId: string
}): Promise<(ReviewableQuestion & { answer: PracticeAnswer | null }) | null> {
  const row = await oneQuestion.get(asked)
  if (!row) return null
  const { practice, revisionId: _revision, ...question } = row
  return { ...question, answer: practice && parsePracticeAnswer(practice) }
}
