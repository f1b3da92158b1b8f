import { checkCourses } from '#app/content/check/check-courses.server.ts'
import { storedChecks } from '#app/content/check/check-store.server.ts'
import { compileCourse } from '#app/content/compile/compile-course.server.ts'
import { storedMedia } from '#app/content/media/media-store.server.ts'
import type { Problem } from '#app/content/problem.ts'
import { publishCourse } from './publish-course.server.ts'

export type SyncResult = {
  published: { slug: string; number: number }[]
  unchanged: string[]
  /** Courses whose files still hold a revision over which an older one was restored. They stay as restored. */
  withdrawn: { slug: string; number: number }[]
  /** Slugs of courses that stay as last published, because of what stands in `problems`. */
  refused: string[]
  /** Of all courses; warnings too. */
  problems: Problem[]
}

/**
 * Publishes every course of a folder that is free of errors and differs from what is published.
 * A course with an error stays as it is; the others go on. What a restore withdrew is not published again by itself.
 */
export async function syncCourses({
  dir,
  now,
  publishedBy = null,
  onProgress,
}: {
  dir: string
  now: number
  publishedBy?: string | null
  /** Called before each lesson or quiz that has to be compiled. */
  onProgress?: (event: { done: number; total: number; file: string }) => void
}): Promise<SyncResult> {
  const { courses, found, problems } = await checkCourses({ dir, store: storedChecks(), media: storedMedia })
  const result: SyncResult = { published: [], unchanged: [], withdrawn: [], refused: [], problems }
  const total = courses.reduce((sum, course) => sum + course.documents.length, 0)
  let done = 0
  for (const course of courses) {
    const compiled = await compileCourse({
      course,
      onDocument: ({ file, compiled }) => {
        done += 1
        if (compiled) onProgress?.({ done, total, file })
      },
    })
    result.problems.push(...compiled.problems)
    if (compiled.status === 'failed') continue
    const outcome = await publishCourse({ edition: compiled.edition, publishedBy, isAutomatic: true, now })
    if (outcome.status === 'published') result.published.push({ slug: course.slug, number: outcome.number })
    else if (outcome.status === 'unchanged') result.unchanged.push(course.slug)
    else if (outcome.status === 'withdrawn') result.withdrawn.push({ slug: course.slug, number: outcome.number })
    else result.problems.push(...outcome.problems)
  }
  const settled = new Set([...[...result.published, ...result.withdrawn].map(({ slug }) => slug), ...result.unchanged])
  result.refused = found.map(({ slug }) => slug).filter((slug) => !settled.has(slug))
  return result
}
