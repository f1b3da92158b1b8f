import { count, eq } from 'drizzle-orm'
import { reader, type Transaction, write } from '#db/client.server.ts'
import { activityRevision, course } from '#db/schema/content.ts'
import { searchEntry } from '#db/schema/search.ts'
import { articlesFingerprint, indexArticles } from './index-articles.server.ts'
import { indexCourse, readSections } from './index-course.server.ts'
import { searchCommand, searchIndex } from './index-tables.ts'
import { readState, setState } from './write-entries.server.ts'

/** Raise it when the same sources would be indexed otherwise: the index is then made anew at the next start. */
const SEARCH_VERSION = '1'

/** Makes the whole index again from the current editions, the articles and the official texts. */
export async function rebuildSearch(): Promise<{ courses: number; entries: number }> {
  const current = await reader
    .select({ courseId: course.id, documentHash: activityRevision.documentHash })
    .from(course)
    .innerJoin(activityRevision, eq(activityRevision.courseRevisionId, course.currentRevisionId))
  const sections = await readSections([...new Set(current.map(({ documentHash }) => documentHash))])
  const courseIds = [...new Set(current.map(({ courseId }) => courseId))]
  return write(async (tx) => {
    await tx.delete(searchIndex)
    await tx.delete(searchEntry)
    await indexArticles(tx)
    for (const courseId of courseIds) await indexCourse({ courseId, sections }, tx)
    await tx.insert(searchCommand).values({ command: 'optimize' })
    await setState('version', SEARCH_VERSION, tx)
    return { courses: courseIds.length, entries: await countEntries(tx) }
  })
}

/** Brings the index up to date at the start of the server: after an upgrade, and after what was imported elsewhere. */
export async function refreshSearch(): Promise<{ rebuilt: boolean }> {
  if ((await readState('version', reader)) !== SEARCH_VERSION) {
    await rebuildSearch()
    return { rebuilt: true }
  }
  const isCurrent = (await readState('articles', reader)) === (await articlesFingerprint(reader))
  if (!isCurrent) await write(indexArticles)
  return { rebuilt: !isCurrent }
}

async function countEntries(tx: Transaction): Promise<number> {
  const [row] = await tx.select({ entries: count() }).from(searchEntry)
  return row?.entries ?? 0
}
