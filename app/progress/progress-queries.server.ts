import { and, desc, eq, sql } from 'drizzle-orm'
import { parsePracticeAnswer, type PracticeAnswer, practiceColumns } from '#app/assessment/practice-answer.server.ts'
import { prepared, type Reader } from '#db/client.server.ts'
import { practiceAnswer } from '#db/schema/assessment.ts'
import { activityProgress, courseProgress } from '#db/schema/progress.ts'

/** How far a person has come with a course. */
export type CourseState = {
  courseId: string
  startedAt: number
  lastActiveAt: number
  /** Where they were last; may have gone from the current edition. */
  resumeActivityId: string
  /** Of the current edition. */
  completedActivities: number
  /** Best result of the final quiz, per cent. */
  finalScore: number | null
  completedAt: number | null
  completedRevisionId: string | null
}

/** How far a person has come with a lesson or quiz. */
export type ActivityState = {
  activityId: string
  firstOpenedAt: number
  completedAt: number | null
  completedRevisionId: string | null
  /** Per cent; quizzes handed in only. */
  bestScore: number | null
  attempts: number
}

/** What a lesson's page asks before it shows itself. */
export type Visit = {
  course: (Pick<CourseState, 'resumeActivityId' | 'lastActiveAt'> & { lastRevisionId: string | null }) | null
  /** Null when this lesson was never opened. */
  lesson: Pick<ActivityState, 'firstOpenedAt' | 'completedAt' | 'completedRevisionId'> | null
  /** The last answer to each practice question of the lesson that was answered. */
  practice: readonly PracticeAnswer[]
}

const courseState = {
  courseId: courseProgress.courseId,
  startedAt: courseProgress.startedAt,
  lastActiveAt: courseProgress.lastActiveAt,
  resumeActivityId: courseProgress.resumeActivityId,
  completedActivities: courseProgress.completedActivities,
  finalScore: courseProgress.finalScore,
  completedAt: courseProgress.completedAt,
  completedRevisionId: courseProgress.completedRevisionId,
}

const ofAccount = eq(courseProgress.accountId, sql.placeholder('accountId'))
const ofCourse = eq(courseProgress.courseId, sql.placeholder('courseId'))

const courseStates = prepared((db: Reader) =>
  db.select(courseState).from(courseProgress).where(ofAccount).orderBy(desc(courseProgress.lastActiveAt)),
)

/** The courses a person has begun, the one they were last active in first. */
export async function findCourseStates(own: { accountId: string }): Promise<CourseState[]> {
  return await courseStates.all(own)
}

const oneCourse = prepared((db: Reader) => db.select(courseState).from(courseProgress).where(and(ofAccount, ofCourse)))

/** Null when the person has not begun the course. */
export async function findCourseProgress(own: { accountId: string; courseId: string }): Promise<CourseState | null> {
  return (await oneCourse.get(own)) ?? null
}

const activityStates = prepared((db: Reader) =>
  db
    .select({
      activityId: activityProgress.activityId,
      firstOpenedAt: activityProgress.firstOpenedAt,
      completedAt: activityProgress.completedAt,
      completedRevisionId: activityProgress.completedRevisionId,
      bestScore: activityProgress.bestScore,
      attempts: activityProgress.attempts,
    })
    .from(activityProgress)
    .where(
      and(
        eq(activityProgress.courseId, sql.placeholder('courseId')),
        eq(activityProgress.accountId, sql.placeholder('accountId')),
      ),
    ),
)

/** A person's states in a course by activity id, those of activities that later editions dropped included. */
export async function findActivityStates(own: {
  accountId: string
  courseId: string
}): Promise<ReadonlyMap<string, ActivityState>> {
  const rows = await activityStates.all(own)
  return new Map(rows.map((row) => [row.activityId, row]))
}

const visit = prepared((db: Reader) =>
  db
    .select({
      course: {
        resumeActivityId: courseProgress.resumeActivityId,
        lastActiveAt: courseProgress.lastActiveAt,
        lastRevisionId: courseProgress.lastRevisionId,
      },
      lesson: {
        firstOpenedAt: activityProgress.firstOpenedAt,
        completedAt: activityProgress.completedAt,
        completedRevisionId: activityProgress.completedRevisionId,
      },
      practice: practiceColumns,
    })
    .from(courseProgress)
    .leftJoin(
      activityProgress,
      and(
        eq(activityProgress.accountId, courseProgress.accountId),
        eq(activityProgress.activityId, sql.placeholder('lessonId')),
      ),
    )
    .leftJoin(
      practiceAnswer,
      and(
        eq(practiceAnswer.accountId, courseProgress.accountId),
        eq(practiceAnswer.lessonId, sql.placeholder('lessonId')),
      ),
    )
    .where(and(ofAccount, ofCourse)),
)

/** Where a person stands in a course and one of its lessons, practice included: one query, because every page asks it. */
export async function findVisit(own: { accountId: string; courseId: string; lessonId: string }): Promise<Visit> {
  const rows = await visit.all(own)
  const [first] = rows
  return {
    course: first?.course ?? null,
    lesson: first?.lesson ?? null,
    practice: rows.flatMap(({ practice }) => (practice ? [parsePracticeAnswer(practice)] : [])),
  }
}
