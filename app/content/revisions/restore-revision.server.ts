import { and, eq } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { NotFound } from '#app/errors.ts'
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
  taughtArticle,
  termRevision,
} from '#db/schema/content.ts'
import { compareRevisions } from './compare-revisions.server.ts'

export type RestoreResult =
  | { status: 'restored'; courseId: string; revisionId: string; number: number }
  /** Another revision came out since the one that was looked at. */
  | { status: 'overtaken' }
  /** It is the current revision, or the same as it. */
  | { status: 'unchanged' }

/** The tables that hold the content of a revision. */
const contents = [
  moduleRevision,
  activityRevision,
  activityQuestion,
  activityPart,
  termRevision,
  taughtArticle,
] as const

/**
 * Makes a new revision of what an older one held, from the stored tables and documents: nothing is compiled. It is
 * never refused for ids: what an older revision held was checked when it was published, and ids are never given away
 * since. What only newer revisions had goes without being retired, because here a person chose so, having seen the list;
 * what learners did in it is kept and counts again should it come back. The course keeps its address.
 * Throws NotFound for a number that the course does not have.
 */
export async function restoreRevision(
  {
    courseId,
    number,
    over,
    restoredBy,
    now,
  }: {
    courseId: string
    number: number
    /** Number of the current revision as the person saw it. */
    over: number
    restoredBy: string
    now: number
  },
  tx: Transaction,
): Promise<RestoreResult> {
  const old = await tx
    .select()
    .from(courseRevision)
    .where(and(eq(courseRevision.courseId, courseId), eq(courseRevision.number, number)))
    .get()
  const found = await tx
    .select({ current: courseRevision })
    .from(course)
    .innerJoin(courseRevision, eq(courseRevision.id, course.currentRevisionId))
    .where(eq(course.id, courseId))
    .get()
  if (!old || !found) throw new NotFound()
  const { current } = found
  if (current.number !== over) return { status: 'overtaken' }
  const { changes, details } = await compareRevisions({ before: current, after: old }, tx)
  if (changes.length === 0 && !details) return { status: 'unchanged' }

  const made = { id: newId(), number: current.number + 1 }
  await tx.insert(courseRevision).values({
    ...old,
    ...made,
    restoredFrom: old.number,
    changes: JSON.stringify(changes),
    publishedAt: now,
    publishedBy: restoredBy,
  })
  for (const table of contents) await copyRows(table, old.id, made.id, tx)
  await tx.update(course).set({ currentRevisionId: made.id }).where(eq(course.id, courseId))
  return { status: 'restored', courseId, revisionId: made.id, number: made.number }
}

async function copyRows(table: (typeof contents)[number], from: string, to: string, tx: Transaction): Promise<void> {
  const rows = await tx.select().from(table).where(eq(table.courseRevisionId, from)).all()
  const copies = rows.map((row) => ({ ...row, courseRevisionId: to }))
  for (const chunk of inChunks(copies)) await tx.insert(table as SQLiteTable).values(chunk)
}
