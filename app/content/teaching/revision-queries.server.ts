import { and, desc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { course, courseRevision } from '#db/schema/content.ts'
import { account } from '#db/schema/identity.ts'
import { findCourseById, findOutline } from '../course-queries.server.ts'
import type { CourseOutline } from '../outline.ts'
import { compareRevisions } from '../revisions/compare-revisions.server.ts'
import type { RevisionChange } from '../revisions/revision-change.ts'
import { taughtBy } from './teaching-queries.server.ts'

export type TaughtRevision = {
  number: number
  publishedAt: number
  /** Null when the server published it on start. */
  publishedBy: string | null
  /** Number of the older revision that it brought back; null for one made from the files. */
  restoredFrom: number | null
  changes: readonly RevisionChange[]
}

/** A revision as it was, and how it stands to what learners see now. */
export type OldRevision = TaughtRevision & { outline: CourseOutline; current: CourseOutline }

function revisionsTaughtBy(viewer: Viewer) {
  return (condition: ReturnType<typeof and>) =>
    reader
      .select({
        id: courseRevision.id,
        number: courseRevision.number,
        publishedAt: courseRevision.publishedAt,
        publishedBy: account.displayName,
        restoredFrom: courseRevision.restoredFrom,
        changes: courseRevision.changes,
      })
      .from(courseRevision)
      .innerJoin(course, eq(course.id, courseRevision.courseId))
      .leftJoin(account, eq(account.id, courseRevision.publishedBy))
      .where(and(condition, taughtBy(viewer)))
      .orderBy(desc(courseRevision.number))
}

/** The revisions of a course, newest first. */
export async function listRevisions({
  viewer,
  courseId,
}: {
  viewer: Viewer
  courseId: string
}): Promise<TaughtRevision[]> {
  const rows = await revisionsTaughtBy(viewer)(eq(course.id, courseId)).all()
  return rows.map(({ id: _id, ...row }) => ({ ...row, changes: JSON.parse(row.changes) }))
}

/** One revision of the course at an address, by its number. Null outside the viewer's scope. */
export async function findOldRevision({
  viewer,
  slug,
  number,
}: {
  viewer: Viewer
  slug: string
  number: number
}): Promise<OldRevision | null> {
  const row = await revisionsTaughtBy(viewer)(and(eq(course.slug, slug), eq(courseRevision.number, number))).get()
  if (!row) return null
  const { id, ...revision } = row
  const outline = await findOutline(id)
  const current = outline && (await findCourseById(outline.courseId))
  return current && { ...revision, changes: JSON.parse(row.changes), outline, current }
}

/** What restoring a revision would change against the current one. */
export async function findRestoration({
  outline,
  current,
}: Pick<OldRevision, 'outline' | 'current'>): Promise<{ changes: readonly RevisionChange[]; details: boolean }> {
  const revisionOf = async ({ revisionId }: CourseOutline) => {
    const found = await reader.select().from(courseRevision).where(eq(courseRevision.id, revisionId)).get()
    if (!found) throw new Error(`The revision ${revisionId} is missing`)
    return found
  }
  return compareRevisions({ before: await revisionOf(current), after: await revisionOf(outline) }, reader)
}
