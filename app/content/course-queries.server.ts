import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { prepared, reader } from '#db/client.server.ts'
import {
  activityQuestion,
  compiledDocument,
  course,
  courseRevision,
  questionRevision,
  taughtArticle,
} from '#db/schema/content.ts'
import { type CompiledDocument, readDocument } from './document.ts'
import { loadOutline } from './revisions/load-outline.server.ts'
import type { CourseOutline } from './outline.ts'
import type { Question } from './question.ts'

export type AskedQuestion = { questionId: string; questionHash: string; position: number }

/** What the catalogue tells of a course. */
export type CourseCard = Pick<
  CourseOutline,
  'courseId' | 'slug' | 'title' | 'summary' | 'level' | 'language' | 'minutes'
> & {
  activityCount: number
  articles: readonly number[]
  revisionId: string
}

// Revisions, documents and wordings never change: what is kept here under their id or hash stays right, in every process.
// Only a course's address may change, and it stands in the outlines of all its revisions: it is asked for each time.
const outlines = new LRUCache<string, CourseOutline>({ max: 200 })
const questions = new LRUCache<string, Question>({ max: 5000 })
const asked = new LRUCache<string, readonly AskedQuestion[]>({ max: 2000 })
const documents = new LRUCache<string, CompiledDocument>({
  maxSize: 32_000_000,
  sizeCalculation: (document) => JSON.stringify(document).length + 1,
})

const courseBySlug = prepared((db) =>
  db
    .select({ revisionId: course.currentRevisionId, slug: course.slug })
    .from(course)
    .where(eq(course.slug, sql.placeholder('slug'))),
)

const courseById = prepared((db) =>
  db
    .select({ revisionId: course.currentRevisionId, slug: course.slug })
    .from(course)
    .where(eq(course.id, sql.placeholder('id'))),
)

const courseOfRevision = prepared((db) =>
  db
    .select({ revisionId: courseRevision.id, slug: course.slug })
    .from(courseRevision)
    .innerJoin(course, eq(course.id, courseRevision.courseId))
    .where(eq(courseRevision.id, sql.placeholder('revisionId'))),
)

const documentByHash = prepared((db) =>
  db
    .select({ body: compiledDocument.body })
    .from(compiledDocument)
    .where(eq(compiledDocument.hash, sql.placeholder('hash'))),
)

const questionsOfActivity = prepared((db) =>
  db
    .select({
      questionId: activityQuestion.questionId,
      questionHash: activityQuestion.questionHash,
      position: activityQuestion.position,
    })
    .from(activityQuestion)
    .where(
      and(
        eq(activityQuestion.courseRevisionId, sql.placeholder('revisionId')),
        eq(activityQuestion.activityId, sql.placeholder('activityId')),
      ),
    )
    .orderBy(asc(activityQuestion.position)),
)

/** Every published course as it is now, by title. */
export async function listCourses(): Promise<CourseCard[]> {
  const rows = await reader
    .select({
      courseId: course.id,
      slug: course.slug,
      revisionId: courseRevision.id,
      title: courseRevision.title,
      summary: courseRevision.summary,
      level: courseRevision.level,
      language: courseRevision.language,
      minutes: courseRevision.minutes,
      activityCount: courseRevision.activityCount,
    })
    .from(course)
    .innerJoin(courseRevision, eq(courseRevision.id, course.currentRevisionId))
    .orderBy(asc(courseRevision.title))
    .all()
  const taught = await reader
    .selectDistinct({ courseId: course.id, article: taughtArticle.article })
    .from(course)
    .innerJoin(taughtArticle, eq(taughtArticle.courseRevisionId, course.currentRevisionId))
    .where(eq(taughtArticle.questionId, ''))
    .orderBy(asc(taughtArticle.article))
    .all()
  return rows.map((row) => ({
    ...row,
    articles: taught.filter((line) => line.courseId === row.courseId).map((line) => line.article),
  }))
}

/** The current revision of the course at an address. */
export async function findCourse(slug: string): Promise<CourseOutline | null> {
  return outlineOf(await courseBySlug.get({ slug }))
}

/** The current revision of a course by its permanent id. */
export async function findCourseById(courseId: string): Promise<CourseOutline | null> {
  return outlineOf(await courseById.get({ id: courseId }))
}

/** A revision of a course whose address was read just now: no query for one that is kept in memory. */
export async function findListedCourse(listed: Pick<CourseCard, 'revisionId' | 'slug'>): Promise<CourseOutline | null> {
  return outlineOf(listed)
}

/** Any revision, current or not. */
export async function findOutline(revisionId: string): Promise<CourseOutline | null> {
  return outlineOf(await courseOfRevision.get({ revisionId }))
}

async function outlineOf(
  found: { revisionId: string | null; slug: string } | undefined,
): Promise<CourseOutline | null> {
  if (!found?.revisionId) return null
  const { revisionId, slug } = found
  const kept = outlines.get(revisionId)
  if (kept?.slug === slug) return kept
  const outline = kept ?? (await loadOutline(revisionId))
  if (!outline) return null
  const renewed = { ...outline, slug }
  outlines.set(revisionId, renewed)
  return renewed
}

/** A compiled lesson or quiz by its hash. Right answers are inside: take out with care. */
export async function findDocument(hash: string): Promise<CompiledDocument | null> {
  const kept = documents.get(hash)
  if (kept) return kept
  const row = await documentByHash.get({ hash })
  if (!row) return null
  const document = readDocument(row.body)
  documents.set(hash, document)
  return document
}

/** Questions by the hash of their wording, right answers included, in the order asked for; unknown ones are left out. */
export async function findQuestions(hashes: readonly string[]): Promise<Map<string, Question>> {
  const found = new Map<string, Question>()
  const missing: string[] = []
  for (const hash of new Set(hashes)) {
    const kept = questions.get(hash)
    if (kept) found.set(hash, kept)
    else missing.push(hash)
  }
  if (missing.length === 0) return found
  const rows = await reader
    .select({ hash: questionRevision.hash, body: questionRevision.body })
    .from(questionRevision)
    .where(inArray(questionRevision.hash, missing))
    .all()
  for (const { hash, body } of rows) {
    const question: Question = JSON.parse(body)
    questions.set(hash, question)
    found.set(hash, question)
  }
  const inOrder = [...new Set(hashes)].flatMap((hash): [string, Question][] => {
    const question = found.get(hash)
    return question ? [[hash, question]] : []
  })
  return new Map(inOrder)
}

/** Which questions an activity of a revision asks, in authored order. */
export async function findActivityQuestions({
  revisionId,
  activityId,
}: {
  revisionId: string
  activityId: string
}): Promise<readonly AskedQuestion[]> {
  const key = `${revisionId} ${activityId}`
  const kept = asked.get(key)
  if (kept) return kept
  const found = await questionsOfActivity.all({ revisionId, activityId })
  // Nothing found may also mean "not published yet": that is not kept.
  if (found.length > 0) asked.set(key, found)
  return found
}
