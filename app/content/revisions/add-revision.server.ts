import { eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { inChunks } from '#db/in-chunks.ts'
import {
  activityPart,
  activityQuestion,
  activityRevision,
  course,
  courseRevision,
  moduleRevision,
  questionRevision,
  taughtArticle,
  termRevision,
} from '#db/schema/content.ts'
import { compareActivities } from './compare-activities.ts'
import { documentsBehind } from './compared-documents.server.ts'
import type { Edition } from './edition.ts'
import { findRefusals } from './find-refusals.server.ts'
import { findWithdrawn } from './find-withdrawn.server.ts'
import type { RevisionChange } from './revision-change.ts'
import { findStoredActivities } from './stored-edition.server.ts'
import type { Problem } from '../problem.ts'

export type AddRevisionResult =
  | {
      status: 'published'
      courseId: string
      revisionId: string
      number: number
      changes: readonly RevisionChange[]
    }
  | { status: 'unchanged'; courseId: string; revisionId: string }
  /** The files still hold revision `number`, over which an older one was restored: only a person may bring it back. */
  | { status: 'withdrawn'; courseId: string; number: number }
  | { status: 'refused'; problems: readonly Problem[] }

/**
 * Makes an edition the course's current revision, unless it is what is current already.
 * Refused when a published id vanished without being retired, when an id changed its kind or its course, and when
 * another course has the address. The edition's documents must be stored before.
 */
export async function addRevision(
  {
    edition,
    publishedBy,
    isAutomatic = false,
    now,
  }: {
    edition: Edition
    publishedBy: string | null
    /** Nobody asked for it: what a restore withdrew is left alone. */
    isAutomatic?: boolean
    now: number
  },
  tx: Transaction,
): Promise<AddRevisionResult> {
  const existing = await tx.select().from(course).where(eq(course.id, edition.courseId)).get()
  const current = existing?.currentRevisionId
    ? await tx.select().from(courseRevision).where(eq(courseRevision.id, existing.currentRevisionId)).get()
    : undefined
  if (current?.contentHash === edition.contentHash) {
    return { status: 'unchanged', courseId: edition.courseId, revisionId: current.id }
  }
  const { courseId } = edition
  const rows = activityRows(edition)
  const withdrawn =
    isAutomatic && current ? await findWithdrawn({ courseId, details: edition, activities: rows }, current, tx) : null
  if (withdrawn !== null) return { status: 'withdrawn', courseId, number: withdrawn }
  const problems = await findRefusals({ edition, currentRevisionId: current?.id ?? null }, tx)
  if (problems.length > 0) return { status: 'refused', problems }

  const before = current ? await findStoredActivities(current.id, tx) : []
  const changes = compareActivities(before, rows, await documentsBehind({ before, after: rows }, tx))
  const revisionId = newId()
  const number = (current?.number ?? 0) + 1
  if (!existing) {
    await tx
      .insert(course)
      .values({ id: edition.courseId, slug: edition.slug, currentRevisionId: null, createdAt: now })
  }
  await tx.insert(courseRevision).values({
    id: revisionId,
    courseId: edition.courseId,
    number,
    contentHash: edition.contentHash,
    title: edition.title,
    summary: edition.summary,
    audience: edition.audience,
    language: edition.language,
    level: edition.level,
    minutes: edition.activities.reduce((sum, activity) => sum + activity.minutes, 0),
    activityCount: edition.activities.length,
    objectives: JSON.stringify(edition.objectives),
    retired: JSON.stringify(edition.retired),
    changes: JSON.stringify(changes),
    publishedAt: now,
    publishedBy,
  })
  await addParts(edition, revisionId, now, tx)
  await tx
    .update(course)
    .set({ slug: edition.slug, currentRevisionId: revisionId })
    .where(eq(course.id, edition.courseId))
  return { status: 'published', courseId: edition.courseId, revisionId, number, changes }
}

function activityRows(edition: Edition) {
  return edition.activities.map((activity, position) => ({
    activityId: activity.id,
    kind: activity.kind,
    moduleId: activity.moduleId,
    position,
    slug: activity.slug,
    title: activity.title,
    summary: activity.summary,
    minutes: activity.minutes,
    objectives: JSON.stringify(activity.objectives),
    quizSettings: activity.quiz && JSON.stringify(activity.quiz),
    documentHash: activity.documentHash,
  }))
}

async function addParts(edition: Edition, courseRevisionId: string, now: number, tx: Transaction): Promise<void> {
  const modules = edition.modules.map((one, position) => ({
    courseRevisionId,
    moduleId: one.id,
    position,
    title: one.title,
    summary: one.summary,
  }))
  for (const rows of inChunks(modules)) await tx.insert(moduleRevision).values(rows)
  const activities = activityRows(edition).map((row) => ({ courseRevisionId, ...row }))
  for (const rows of inChunks(activities)) await tx.insert(activityRevision).values(rows)

  const asked = edition.activities.flatMap((activity) =>
    activity.questions.map((question, position) => ({ activityId: activity.id, position, ...question })),
  )
  const questions = asked.map(({ id, hash, question }) => ({
    hash,
    questionId: id,
    body: JSON.stringify(question),
    createdAt: now,
  }))
  for (const rows of inChunks(questions)) await tx.insert(questionRevision).values(rows).onConflictDoNothing()
  const places = asked.map(({ activityId, id, hash, position }) => ({
    courseRevisionId,
    activityId,
    questionId: id,
    questionHash: hash,
    position,
  }))
  for (const rows of inChunks(places)) await tx.insert(activityQuestion).values(rows)
  const parts = edition.activities.flatMap((activity) =>
    activity.partIds.map(({ id, kind }) => ({ courseRevisionId, activityId: activity.id, partId: id, kind })),
  )
  for (const rows of inChunks(parts)) await tx.insert(activityPart).values(rows)
  const terms = edition.terms.map(({ id, ...term }) => ({ courseRevisionId, termId: id, ...term }))
  for (const rows of inChunks(terms)) await tx.insert(termRevision).values(rows)
  for (const rows of inChunks(taughtRows(edition, courseRevisionId))) {
    await tx.insert(taughtArticle).values(rows).onConflictDoNothing()
  }
}

function taughtRows(edition: Edition, courseRevisionId: string) {
  return edition.activities.flatMap((activity) => {
    const asked = activity.questions.map(({ id, question }) => ({ id, articles: question.articles }))
    return [{ id: '', articles: activity.articles }, ...asked].flatMap(({ id, articles }) =>
      articles.map(({ article, paragraph }) => ({
        courseRevisionId,
        article,
        paragraph: paragraph ?? 0,
        activityId: activity.id,
        questionId: id,
      })),
    )
  })
}
