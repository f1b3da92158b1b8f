import { and, eq, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { prepared } from '#db/client.server.ts'
import { activityRevision } from '#db/schema/content.ts'
import { findDocument } from '../course-queries.server.ts'
import type { Activity } from '../outline.ts'
import { compareBlocks } from './compare-blocks.ts'
import { authorPart } from './edition.ts'
import type { BlockChange } from './revision-change.ts'

/** `blocks`: what differs; empty when it is only known that something does. */
export type TextChanges = { blocks: readonly BlockChange[] }

// Revisions and documents never change: two are compared once in a process.
const compared = new LRUCache<string, { changes: TextChanges | null }>({ max: 2000 })

const documentOf = prepared((db) =>
  db
    .select({ hash: activityRevision.documentHash })
    .from(activityRevision)
    .where(
      and(
        eq(activityRevision.courseRevisionId, sql.placeholder('revisionId')),
        eq(activityRevision.activityId, sql.placeholder('activityId')),
      ),
    ),
)

/**
 * How the text of a lesson differs from what an older revision had; null when readers would notice nothing. Parts that
 * only moved are not told.
 */
export async function findTextChanges({
  activity,
  revisionId,
}: {
  /** As it is now. */
  activity: Activity
  /** Of the older revision. */
  revisionId: string
}): Promise<TextChanges | null> {
  const key = `${revisionId} ${activity.id} ${activity.documentHash}`
  const kept = compared.get(key)
  if (kept) return kept.changes
  const changes = await compareTexts(activity, revisionId)
  compared.set(key, { changes })
  return changes
}

async function compareTexts({ id, documentHash }: Activity, revisionId: string): Promise<TextChanges | null> {
  const older = await documentOf.get({ revisionId, activityId: id })
  if (!older || authorPart(older.hash) === authorPart(documentHash)) return null
  const [before, after] = [await findDocument(older.hash), await findDocument(documentHash)]
  const blocks = before && after ? compareBlocks(before, after) : null
  if (!blocks) return { blocks: [] }
  const noticed = blocks.filter(({ change }) => change !== 'moved')
  return noticed.length > 0 ? { blocks: noticed } : null
}
