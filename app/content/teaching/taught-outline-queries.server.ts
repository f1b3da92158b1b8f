import { and, eq } from 'drizzle-orm'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader, type Reader } from '#db/client.server.ts'
import { course } from '#db/schema/content.ts'
import { findOutline } from '../course-queries.server.ts'
import type { CourseOutline } from '../outline.ts'
import { taughtBy } from './teaching-queries.server.ts'

/** The published edition of the course at an address; null outside the viewer's scope, and for one that is not published. */
export async function findTaughtOutline(
  { viewer, slug }: { viewer: Viewer; slug: string },
  db: Pick<Reader, 'select'> = reader,
): Promise<CourseOutline | null> {
  const [found] = await db
    .select({ revisionId: course.currentRevisionId })
    .from(course)
    .where(and(eq(course.slug, slug), taughtBy(viewer)))
  return found?.revisionId ? await findOutline(found.revisionId) : null
}
