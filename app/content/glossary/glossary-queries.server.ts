import { asc, eq, inArray } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { reader } from '#db/client.server.ts'
import { activityRevision, compiledDocument, course, courseRevision, termRevision } from '#db/schema/content.ts'
import { readDocument } from '../document.ts'
import type { CourseTerm, TermUse } from './term-list.ts'

type Uses = ReadonlyMap<string, readonly TermUse[]>

// Revisions never change: what is kept here under their id stays right, in every process.
const usesOfRevisions = new LRUCache<string, Uses>({ max: 200 })

/** The terms of every current revision, with the lessons and quizzes that use them, by title of the course. */
export async function findTerms(): Promise<CourseTerm[]> {
  const rows = await reader
    .select({
      id: termRevision.termId,
      term: termRevision.term,
      definition: termRevision.definition,
      article: termRevision.article,
      paragraph: termRevision.paragraph,
      revisionId: courseRevision.id,
      slug: course.slug,
      title: courseRevision.title,
      language: courseRevision.language,
    })
    .from(termRevision)
    .innerJoin(course, eq(course.currentRevisionId, termRevision.courseRevisionId))
    .innerJoin(courseRevision, eq(courseRevision.id, termRevision.courseRevisionId))
    .orderBy(asc(courseRevision.title), asc(termRevision.termId))
    .all()
  const uses = await usesOf([...new Set(rows.map(({ revisionId }) => revisionId))])
  return rows.map(({ revisionId, slug, title, language, ...term }) => ({
    ...term,
    course: { slug, title, language },
    uses: uses.get(revisionId)?.get(term.id) ?? [],
  }))
}

async function usesOf(revisionIds: readonly string[]): Promise<ReadonlyMap<string, Uses>> {
  const missing = revisionIds.filter((id) => !usesOfRevisions.has(id))
  if (missing.length > 0) {
    const rows = await reader
      .select({
        revisionId: activityRevision.courseRevisionId,
        kind: activityRevision.kind,
        slug: activityRevision.slug,
        title: activityRevision.title,
        body: compiledDocument.body,
      })
      .from(activityRevision)
      .innerJoin(compiledDocument, eq(compiledDocument.hash, activityRevision.documentHash))
      .where(inArray(activityRevision.courseRevisionId, missing))
      .orderBy(asc(activityRevision.position))
      .all()
    for (const revisionId of missing) {
      const uses = new Map<string, TermUse[]>()
      for (const { revisionId: own, body, ...activity } of rows) {
        if (own !== revisionId) continue
        for (const id of readDocument(body).terms) uses.set(id, [...(uses.get(id) ?? []), activity])
      }
      usesOfRevisions.set(revisionId, uses)
    }
  }
  return new Map(revisionIds.map((id) => [id, usesOfRevisions.get(id) ?? new Map<string, TermUse[]>()]))
}
