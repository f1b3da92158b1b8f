import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { parseMarkup, textOf } from '#app/content/takeaway/markup.ts'
import { eachOf, inOnePiece, inPieces, isoTime, type OwnDataPart, PIECE } from '#app/identity/own-data/own-data.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { course, courseRevision } from '#db/schema/content.ts'
import {
  activityProgress,
  articleCompetence,
  courseProgress,
  learningEvent,
  reflectionNote,
  reviewCard,
} from '#db/schema/progress.ts'

/** Everything that this domain stores about the viewer, for their file. */
export function ownProgress({ viewer: { accountId } }: { viewer: Viewer }): OwnDataPart[] {
  return [
    { name: 'courses', pieces: () => inOnePiece(() => readCourses(accountId)) },
    { name: 'activities', pieces: () => inOnePiece(() => readActivities(accountId)) },
    { name: 'competence', pieces: () => inOnePiece(() => readCompetence(accountId)) },
    { name: 'reviewCards', pieces: () => inOnePiece(() => readReviewCards(accountId)) },
    { name: 'events', pieces: () => readEvents(accountId) },
    { name: 'notes', pieces: () => inOnePiece(() => readNotes(accountId)) },
  ]
}

export type OwnProgressFigures = {
  courses: number
  completed: number
  competence: number
  reviewCards: number
  events: number
  notes: number
}

/** How much of the viewer's learning is stored, in one query. */
export async function countOwnProgress({ viewer }: { viewer: Viewer }): Promise<OwnProgressFigures> {
  const { accountId } = viewer
  const ofPerson = eq(courseProgress.accountId, accountId)
  const [counted] = await reader
    .select({
      courses: reader.$count(courseProgress, ofPerson),
      completed: reader.$count(courseProgress, and(ofPerson, sql`${courseProgress.completedAt} is not null`)),
      competence: reader.$count(articleCompetence, eq(articleCompetence.accountId, accountId)),
      reviewCards: reader.$count(reviewCard, eq(reviewCard.accountId, accountId)),
      events: reader.$count(learningEvent, eq(learningEvent.accountId, accountId)),
      notes: reader.$count(reflectionNote, eq(reflectionNote.accountId, accountId)),
    })
    .from(sql`(select 1)`)
  return counted ?? { courses: 0, completed: 0, competence: 0, reviewCards: 0, events: 0, notes: 0 }
}

async function readCourses(accountId: string): Promise<object[]> {
  const rows = await reader
    .select({
      courseId: courseProgress.courseId,
      title: courseRevision.title,
      startedAt: courseProgress.startedAt,
      lastActiveAt: courseProgress.lastActiveAt,
      resumeActivityId: courseProgress.resumeActivityId,
      completedActivities: courseProgress.completedActivities,
      finalScore: courseProgress.finalScore,
      completedAt: courseProgress.completedAt,
    })
    .from(courseProgress)
    .leftJoin(course, eq(course.id, courseProgress.courseId))
    .leftJoin(courseRevision, eq(courseRevision.id, course.currentRevisionId))
    .where(eq(courseProgress.accountId, accountId))
    .orderBy(asc(courseProgress.startedAt), asc(courseProgress.courseId))
  return rows.map(({ startedAt, lastActiveAt, completedAt, finalScore, ...about }) => ({
    ...about,
    finalScorePercent: finalScore,
    startedAt: isoTime(startedAt),
    lastActiveAt: isoTime(lastActiveAt),
    completedAt: isoTime(completedAt),
  }))
}

async function readActivities(accountId: string): Promise<object[]> {
  const rows = await reader
    .select()
    .from(activityProgress)
    .where(eq(activityProgress.accountId, accountId))
    .orderBy(asc(activityProgress.firstOpenedAt), asc(activityProgress.activityId))
  return rows.map(({ courseId, activityId, firstOpenedAt, lastActiveAt, bestScore, attempts, completedAt }) => ({
    courseId,
    activityId,
    firstOpenedAt: isoTime(firstOpenedAt),
    lastActiveAt: isoTime(lastActiveAt),
    countingScorePercent: bestScore,
    attempts,
    completedAt: isoTime(completedAt),
  }))
}

async function readCompetence(accountId: string): Promise<object[]> {
  const rows = await reader
    .select()
    .from(articleCompetence)
    .where(eq(articleCompetence.accountId, accountId))
    .orderBy(asc(articleCompetence.article))
  return rows.map(({ article, weight, marks, answers, answeredAt, standingBefore }) => ({
    article,
    weight,
    marks,
    answers,
    answeredAt: isoTime(answeredAt),
    standingBefore,
  }))
}

async function readReviewCards(accountId: string): Promise<object[]> {
  const rows = await reader
    .select()
    .from(reviewCard)
    .where(eq(reviewCard.accountId, accountId))
    .orderBy(asc(reviewCard.dueAt), asc(reviewCard.questionId))
  return rows.map(({ courseId, questionId, stability, difficulty, answeredAt, dueAt }) => ({
    courseId,
    questionId,
    stabilityDays: stability,
    difficulty,
    answeredAt: isoTime(answeredAt),
    dueAt: isoTime(dueAt),
  }))
}

function readEvents(accountId: string): AsyncGenerator<object[]> {
  const rows = inPieces<typeof learningEvent.$inferSelect>((after) =>
    reader
      .select()
      .from(learningEvent)
      .where(and(eq(learningEvent.accountId, accountId), after && gt(learningEvent.sequence, after.sequence)))
      .orderBy(asc(learningEvent.sequence))
      .limit(PIECE),
  )
  return eachOf(rows, ({ verb, courseId, activityId, result, occurredAt }) => ({
    verb,
    courseId,
    activityId,
    result: JSON.parse(result) as unknown,
    occurredAt: isoTime(occurredAt),
  }))
}

async function readNotes(accountId: string): Promise<object[]> {
  const rows = await reader
    .select()
    .from(reflectionNote)
    .where(eq(reflectionNote.accountId, accountId))
    .orderBy(asc(reflectionNote.updatedAt), asc(reflectionNote.reflectionId))
  return rows.map(({ courseId, activityId, reflectionId, prompt, note, updatedAt }) => ({
    courseId,
    lessonId: activityId,
    reflectionId,
    question: textOf(parseMarkup(prompt)).trim(),
    note,
    updatedAt: isoTime(updatedAt),
  }))
}
