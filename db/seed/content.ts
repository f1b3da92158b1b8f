import { eq } from 'drizzle-orm'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import {
  activityPart,
  activityQuestion,
  activityRevision,
  compiledDocument,
  course,
  courseRevision,
  moduleRevision,
  questionRevision,
  taughtArticle,
} from '#db/schema/content.ts'
import {
  type ActivityDraft,
  buildOutline,
  documentOf,
  hashOf,
  inCourseOrder,
  questionsOf,
  sampleDrafts,
} from './course-drafts.ts'

type Settings = { publishedAt?: number; contentHash?: string }

export type PublishedCourse = {
  courseId: string
  outline: CourseOutline
  lessons: readonly Activity[]
  quizzes: readonly Activity[]
  moduleQuiz: Activity
  finalQuiz: Activity
  /** What the edition was made from: the base of the next one. */
  drafts: readonly ActivityDraft[]
}

/** When the first edition of a test's course comes out: 1 January 2026. */
const FIRST_EDITION = Date.UTC(2026, 0, 1)

/**
 * A published course in the database, as the sync of `courses/` leaves it: two modules of two lessons, a quiz in the
 * first module and a final quiz. Each lesson holds one practice question, each quiz two questions.
 * Ids derive from `courseId`: "<courseId>-lesson-1" to "-lesson-4", "-quiz", "-final".
 */
export async function insertPublishedCourse(
  overrides: Settings &
    Partial<Pick<CourseOutline, 'courseId' | 'slug' | 'title' | 'language' | 'articles' | 'minutes' | 'objectives'>> & {
      drafts?: readonly ActivityDraft[]
    } = {},
): Promise<PublishedCourse> {
  const courseId = overrides.courseId ?? `course-${newId()}`
  const slug = overrides.slug ?? courseId
  const title = overrides.title ?? 'Preserving evidence'
  const drafts = inCourseOrder(overrides.drafts ?? sampleDrafts(courseId), courseId)
  const publishedAt = overrides.publishedAt ?? FIRST_EDITION
  const outline = buildOutline({ ...overrides, courseId, slug, title, drafts, publishedAt, revisionNumber: 1 })
  await write(async (tx) => {
    await tx.insert(course).values({ id: courseId, slug, currentRevisionId: null, createdAt: publishedAt })
    await insertRevision(outline, drafts, overrides.contentHash, tx)
  })
  return describe(outline, drafts)
}

/**
 * The course's next edition, made current. `edit` says how its activities differ from those of the edition before:
 * `(drafts) => drafts.filter(…)` removes, `(drafts) => [...drafts, …]` adds. With `tx` it joins that change.
 * Summaries of progress are not counted anew: that is for `recountCourse`.
 */
export async function publishNextRevision(
  before: PublishedCourse,
  edit: (drafts: readonly ActivityDraft[]) => readonly ActivityDraft[],
  settings: Settings = {},
  tx?: Transaction,
): Promise<PublishedCourse> {
  const drafts = inCourseOrder(edit(before.drafts), before.courseId)
  const outline = buildOutline({
    ...before.outline,
    minutes: undefined,
    drafts,
    publishedAt: settings.publishedAt ?? before.outline.publishedAt + 86_400_000,
    revisionNumber: before.outline.revisionNumber + 1,
  })
  const insert = (transaction: Transaction) => insertRevision(outline, drafts, settings.contentHash, transaction)
  await (tx ? insert(tx) : write(insert))
  return describe(outline, drafts)
}

async function insertRevision(
  outline: CourseOutline,
  drafts: readonly ActivityDraft[],
  contentHash: string | undefined,
  tx: Transaction,
): Promise<void> {
  const { courseId, revisionId } = outline
  await tx.insert(courseRevision).values({
    id: revisionId,
    courseId,
    number: outline.revisionNumber,
    contentHash: contentHash ?? hashOf(outline),
    title: outline.title,
    summary: outline.summary,
    audience: outline.audience,
    language: outline.language,
    level: outline.level,
    minutes: outline.minutes,
    activityCount: outline.activities.length,
    objectives: JSON.stringify(outline.objectives),
    retired: '[]',
    changes: '[]',
    publishedAt: outline.publishedAt,
    publishedBy: null,
  })
  for (const [position, { id, title, summary }] of outline.modules.entries()) {
    await tx.insert(moduleRevision).values({ courseRevisionId: revisionId, moduleId: id, position, title, summary })
  }
  for (const [index, activity] of outline.activities.entries()) {
    await insertActivity({ outline, activity, draft: drafts[index] as ActivityDraft }, tx)
  }
  await tx.update(course).set({ currentRevisionId: revisionId }).where(eq(course.id, courseId))
}

async function insertActivity(
  { outline, activity, draft }: { outline: CourseOutline; activity: Activity; draft: ActivityDraft },
  tx: Transaction,
): Promise<void> {
  const courseRevisionId = outline.revisionId
  const { id: activityId, kind, documentHash } = activity
  const document = {
    hash: documentHash,
    kind,
    body: JSON.stringify(documentOf(draft)),
    compiledAt: outline.publishedAt,
  }
  await tx.insert(compiledDocument).values(document).onConflictDoNothing()
  await tx.insert(activityRevision).values({
    courseRevisionId,
    activityId,
    kind,
    moduleId: activity.moduleId,
    position: activity.position,
    slug: activity.slug,
    title: activity.title,
    summary: activity.summary,
    minutes: activity.minutes,
    objectives: '[]',
    quizSettings: activity.quiz ? JSON.stringify(activity.quiz) : null,
    documentHash,
  })
  const parts = (draft.reflections ?? []).map(({ id }) => ({ partId: id, kind: 'reflection' as const }))
  if (parts.length > 0) {
    await tx.insert(activityPart).values(parts.map((part) => ({ courseRevisionId, activityId, ...part })))
  }
  const keyed = (articles: CourseOutline['articles'], questionId: string) =>
    articles.map(({ article, paragraph }) => ({
      courseRevisionId,
      article,
      paragraph: paragraph ?? 0,
      activityId,
      questionId,
    }))
  const taught = activity.kind === 'lesson' ? keyed(outline.articles, '') : []
  for (const [position, question] of questionsOf(draft).entries()) {
    const questionHash = hashOf(question)
    const stored = { hash: questionHash, questionId: question.id, body: JSON.stringify(question) }
    await tx
      .insert(questionRevision)
      .values({ ...stored, createdAt: outline.publishedAt })
      .onConflictDoNothing()
    await tx
      .insert(activityQuestion)
      .values({ courseRevisionId, activityId, questionId: question.id, questionHash, position })
    taught.push(...keyed(question.articles, question.id))
  }
  if (taught.length > 0) await tx.insert(taughtArticle).values(taught)
}

function describe(outline: CourseOutline, drafts: readonly ActivityDraft[]): PublishedCourse {
  const quizzes = outline.activities.filter(({ kind }) => kind === 'quiz')
  const quizOf = (kind: 'module' | 'final') => quizzes.find(({ quiz }) => quiz?.kind === kind) as Activity
  return {
    courseId: outline.courseId,
    outline,
    lessons: outline.activities.filter(({ kind }) => kind === 'lesson'),
    quizzes,
    moduleQuiz: quizOf('module'),
    finalQuiz: quizOf('final'),
    drafts,
  }
}
