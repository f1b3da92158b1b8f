import type { AddRevisionResult } from '#app/content/revisions/add-revision.server.ts'
import { checkCourses } from '#app/content/check/check-courses.server.ts'
import { storedChecks } from '#app/content/check/check-store.server.ts'
import { compileCourse } from '#app/content/compile/compile-course.server.ts'
import { storedMedia } from '#app/content/media/media-store.server.ts'
import { NotFound } from '#app/errors.ts'
import { canTeach, type Viewer } from '#app/identity/viewer.ts'
import { publishCourse } from './publish-course.server.ts'

/**
 * Publishes the working files of one course on behalf of an instructor. 'refused' when a file has an error or a
 * published id is missing; the course's page tells which. Throws NotFound for a course the viewer does not teach.
 */
export async function publishFiles({
  viewer,
  dir,
  slug,
  now,
}: {
  viewer: Viewer
  dir: string
  slug: string
  now: number
}): Promise<Extract<AddRevisionResult, { status: 'published' | 'unchanged' }> | { status: 'refused' }> {
  const { courses, found } = await checkCourses({ dir, store: storedChecks(), media: storedMedia })
  const wanted = found.find((course) => course.slug === slug)
  if (!wanted || !canTeach(viewer, wanted.courseId ?? '')) throw new NotFound()
  const course = courses.find((one) => one.slug === slug)
  if (!course) return { status: 'refused' }
  const compiled = await compileCourse({ course })
  if (compiled.status === 'failed') return { status: 'refused' }
  const result = await publishCourse({ edition: compiled.edition, publishedBy: viewer.accountId, now })
  return result.status === 'published' || result.status === 'unchanged' ? result : { status: 'refused' }
}
