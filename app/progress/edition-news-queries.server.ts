import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import {
  countChanges,
  foldChanges,
  type ChangeCount,
  type RevisionChange,
} from '#app/content/revisions/revision-change.ts'
import { prepared, type Reader } from '#db/client.server.ts'
import { courseRevision } from '#db/schema/content.ts'
import { courseProgress } from '#db/schema/progress.ts'

/** What came out in a course since a person's last visit to one of its lessons. */
export type EditionNews = {
  /** Numbers of the current revision, and of the one they saw last. */
  number: number
  since: number
  /** What readers notice of it. */
  counts: readonly ChangeCount[]
}

const seen = alias(courseRevision, 'seen')

const newerRevisions = (db: Reader) =>
  db
    .select({
      courseId: courseRevision.courseId,
      since: seen.number,
      number: courseRevision.number,
      changes: courseRevision.changes,
    })
    .from(courseProgress)
    .innerJoin(seen, eq(seen.id, courseProgress.lastRevisionId))
    .innerJoin(
      courseRevision,
      and(eq(courseRevision.courseId, courseProgress.courseId), gt(courseRevision.number, seen.number)),
    )
    .orderBy(asc(courseRevision.courseId), asc(courseRevision.number))
    .$dynamic()

const ofAccount = eq(courseProgress.accountId, sql.placeholder('accountId'))

const newerOfAll = prepared((db) => newerRevisions(db).where(ofAccount))
const newerOfOne = prepared((db) =>
  newerRevisions(db).where(and(ofAccount, eq(courseProgress.courseId, sql.placeholder('courseId')))),
)

type Row = { courseId: string; since: number; number: number; changes: string }

/** By course: of every course a person has begun that has an edition they have not seen. */
export async function findEditionNews(own: { accountId: string }): Promise<ReadonlyMap<string, EditionNews>> {
  return newsByCourse(await newerOfAll.all(own))
}

/** Of one course; null when they have seen the current edition or readers will notice nothing. */
export async function findNewsOfCourse(own: { accountId: string; courseId: string }): Promise<EditionNews | null> {
  return newsByCourse(await newerOfOne.all(own)).get(own.courseId) ?? null
}

/** Editions in which readers notice nothing are no news. */
function newsByCourse(rows: readonly Row[]): Map<string, EditionNews> {
  const changes = new Map<string, RevisionChange[]>()
  for (const row of rows) changes.set(row.courseId, [...(changes.get(row.courseId) ?? []), ...JSON.parse(row.changes)])
  const news = new Map<string, EditionNews>()
  // The last row of a course is its current revision.
  for (const { courseId, number, since } of rows) {
    const counts = countChanges(foldChanges(changes.get(courseId) ?? []))
    if (counts.length > 0) news.set(courseId, { number, since, counts })
  }
  return news
}
