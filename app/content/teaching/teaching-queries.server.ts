import { eq, inArray, type SQL } from 'drizzle-orm'
import { canTeach, canTeachSomething, taughtCourses, type Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { course, courseRevision } from '#db/schema/content.ts'
import { type CheckResult, type FoundCourseState, checkCourses } from '../check/check-courses.server.ts'
import { storedChecks } from '../check/check-store.server.ts'
import type { CheckedCourse } from '../check/checked-course.ts'
import { hashDocument } from '../compile/compile-course.server.ts'
import { findListedCourse } from '../course-queries.server.ts'
import { storedMedia } from '../media/media-store.server.ts'
import { findRefusals } from '../revisions/find-refusals.server.ts'
import type { CourseOutline } from '../outline.ts'
import { isError, type Problem } from '../problem.ts'
import { compareWithPublished, type FilesState, hasChanges, type WorkingChanges } from './taught-course.ts'

/** A course as its instructor sees it: what is published, and what the working files hold. */
export type TaughtCourse = {
  slug: string
  title: string
  courseId: string | null
  published: {
    number: number
    publishedAt: number
    outline: CourseOutline
    retired: readonly string[]
    /** Number of the older revision that the current one brought back; null when it was made from the files. */
    restoredFrom: number | null
  } | null
  files: FilesState
  /** Of the working files. */
  problems: readonly Problem[]
  changes: WorkingChanges
  /** The working files as far as they can be read. */
  working: CheckedCourse | null
}

/** The condition every instructor's query carries: only courses this person teaches. */
export function taughtBy(viewer: Viewer): SQL | undefined {
  const scope = taughtCourses(viewer)
  return scope.everything ? undefined : inArray(course.id, [...scope.ids])
}

/** The courses a person teaches, published or only on disk, by title. */
export async function findTaughtCourses({ viewer, dir }: { viewer: Viewer; dir: string }): Promise<TaughtCourse[]> {
  if (!canTeachSomething(viewer)) return []
  const rows = await reader
    .select({
      courseId: course.id,
      slug: course.slug,
      revisionId: courseRevision.id,
      retired: courseRevision.retired,
      restoredFrom: courseRevision.restoredFrom,
    })
    .from(course)
    .innerJoin(courseRevision, eq(courseRevision.id, course.currentRevisionId))
    .where(taughtBy(viewer))
    .all()
  const check = await checkCourses({ dir, store: storedChecks(), media: storedMedia })
  const taught: TaughtCourse[] = []
  for (const row of rows) {
    const outline = await findListedCourse(row)
    if (!outline) continue
    const found = check.found.find(
      ({ courseId, slug }) => courseId === row.courseId || (!courseId && slug === row.slug),
    )
    const { restoredFrom } = row
    taught.push(standing(found ?? null, check, { outline, retired: JSON.parse(row.retired), restoredFrom }))
  }
  const known = new Set(taught.map(({ slug }) => slug))
  for (const found of check.found) {
    if (!known.has(found.slug) && canTeach(viewer, found.courseId ?? '')) taught.push(standing(found, check, null))
  }
  return taught.sort((a, b) => a.title.localeCompare(b.title))
}

/** One of them by its address; with the problems that publishing it would meet. Null outside the viewer's scope. */
export async function findTaughtCourse({
  viewer,
  dir,
  slug,
}: {
  viewer: Viewer
  dir: string
  slug: string
}): Promise<TaughtCourse | null> {
  const courses = await findTaughtCourses({ viewer, dir })
  const taught = courses.find((one) => one.slug === slug) ?? courses.find((one) => one.published?.outline.slug === slug)
  if (!taught?.working || taught.files === 'problems') return taught ?? null
  const { working } = taught
  const refusals = await findRefusals(
    {
      edition: {
        courseId: working.id,
        slug: working.slug,
        retired: working.retired,
        sourceFile: working.file,
        modules: working.modules,
        activities: working.documents.map(({ id, kind, questionIds, partIds }) => ({
          id,
          kind,
          questions: questionIds.map((questionId) => ({ id: questionId })),
          partIds,
        })),
      },
      currentRevisionId: taught.published?.outline.revisionId ?? null,
    },
    reader,
  )
  if (refusals.length === 0) return taught
  return { ...taught, files: 'problems', problems: [...refusals, ...taught.problems] }
}

function standing(
  found: FoundCourseState | null,
  { problems }: CheckResult,
  published: Pick<NonNullable<TaughtCourse['published']>, 'outline' | 'retired' | 'restoredFrom'> | null,
): TaughtCourse {
  const outline = published?.outline
  const shared = found?.readable?.sharedFiles ?? []
  const isOwn = (file: string) => `${file}/`.startsWith(`${found?.folder}/`) || shared.includes(file)
  const own = found ? problems.filter(({ file }) => isOwn(file)) : []
  const working = found?.readable ?? null
  const hashes = working?.documents.map((document) => hashDocument(document)) ?? []
  const changes = working ? compareWithPublished(working, published, hashes) : { activities: [], details: false }
  const settled = hasChanges(changes) ? 'changed' : 'unchanged'
  return {
    slug: found?.slug ?? outline?.slug ?? '',
    title: found?.title ?? outline?.title ?? found?.slug ?? '',
    courseId: found?.courseId ?? outline?.courseId ?? null,
    published: published && {
      ...published,
      number: published.outline.revisionNumber,
      publishedAt: published.outline.publishedAt,
    },
    files: !found ? 'missing' : own.some(isError) ? 'problems' : settled,
    problems: own,
    changes,
    working,
  }
}
