import type { Reader } from '#db/client.server.ts'
import { compareActivities } from './compare-activities.ts'
import { documentsBehind } from './compared-documents.server.ts'
import { detailsText } from './course-details.ts'
import type { RevisionChange } from './revision-change.ts'
import { findStoredActivities, findStoredDetails, type StoredRevision } from './stored-edition.server.ts'

/** What lies between two stored revisions of a course; `details`: whether the course's or a module's own fields differ. */
export async function compareRevisions(
  revisions: { before: StoredRevision; after: StoredRevision },
  db: Reader,
): Promise<{ changes: RevisionChange[]; details: boolean }> {
  const before = await findStoredActivities(revisions.before.id, db)
  const after = await findStoredActivities(revisions.after.id, db)
  const old = await findStoredDetails(revisions.before, db)
  const now = await findStoredDetails(revisions.after, db)
  return {
    changes: compareActivities(before, after, await documentsBehind({ before, after }, db)),
    details: detailsText(old) !== detailsText(now),
  }
}
