import { and, desc, eq, gt } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { activityHref, type CourseOutline } from '#app/content/outline.ts'
import { isFelt, type RevisionChange } from '#app/content/revisions/revision-change.ts'
import { START_BLOCK } from '#app/content/document.ts'
import type { ShownChange } from '#app/content/ui/change-list.tsx'
import { reader } from '#db/client.server.ts'
import { courseRevision } from '#db/schema/content.ts'
import { courseProgress } from '#db/schema/progress.ts'

export type CourseChanges = {
  /** Number of the revision from which on they are told. */
  since: number
  /** Newest first. */
  revisions: {
    number: number
    publishedAt: number
    /** Number of the older revision that it brought back. */
    restoredFrom: number | null
    changes: ShownChange[]
  }[]
}

/**
 * What each newer revision of a course changed for its readers, since the one numbered `since`. Without a number: since
 * the one this person visited last or, if that is older, completed; for those who did neither, since the first.
 */
export async function findCourseChanges({
  accountId,
  outline,
  since: asked,
}: {
  accountId: string
  /** Of the current revision. */
  outline: CourseOutline
  since: number | null
}): Promise<CourseChanges> {
  const { courseId } = outline
  const since = Math.max(1, asked ?? (await findSeen({ accountId, courseId })))
  const rows = await reader
    .select({
      number: courseRevision.number,
      publishedAt: courseRevision.publishedAt,
      restoredFrom: courseRevision.restoredFrom,
      changes: courseRevision.changes,
    })
    .from(courseRevision)
    .where(and(eq(courseRevision.courseId, courseId), gt(courseRevision.number, since)))
    .orderBy(desc(courseRevision.number))
  const link = linker(outline)
  return { since, revisions: rows.map(({ changes, ...row }) => ({ ...row, changes: link(JSON.parse(changes)) })) }
}

const seen = alias(courseRevision, 'seen')
const completed = alias(courseRevision, 'completed')

async function findSeen({ accountId, courseId }: { accountId: string; courseId: string }): Promise<number> {
  const [row] = await reader
    .select({ seen: seen.number, completed: completed.number })
    .from(courseProgress)
    .leftJoin(seen, eq(seen.id, courseProgress.lastRevisionId))
    .leftJoin(completed, eq(completed.id, courseProgress.completedRevisionId))
    .where(and(eq(courseProgress.accountId, accountId), eq(courseProgress.courseId, courseId)))
  const numbers = [row?.seen, row?.completed].filter((number) => typeof number === 'number')
  return numbers.length > 0 ? Math.min(...numbers) : 1
}

/** Gives the addresses of what is still there; to be fed with revisions from the newest to the oldest. */
function linker(outline: CourseOutline): (changes: readonly RevisionChange[]) => ShownChange[] {
  const gone = new Set<string>()
  return (changes) => {
    const shown = changes
      .filter((change) => isFelt(change) || change.change === 'moved')
      .map(({ blocks, ...change }): ShownChange => {
        const activity = outline.activities.find(({ id }) => id === change.id)
        const href = activity ? activityHref(outline, activity) : null
        const anchor = ({ change: what, id }: { change: string; id: string }) =>
          href &&
          what !== 'removed' &&
          id !== START_BLOCK &&
          activity?.kind === 'lesson' &&
          !gone.has(`${change.id} ${id}`)
            ? `${href}#${id}`
            : null
        return {
          ...change,
          href,
          ...(blocks && { blocks: blocks.map((block) => ({ ...block, href: anchor(block) })) }),
        }
      })
    for (const { id, blocks = [] } of changes) {
      for (const block of blocks) if (block.change === 'removed') gone.add(`${id} ${block.id}`)
    }
    return shown
  }
}
