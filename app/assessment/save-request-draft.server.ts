import { and, eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { requestDraft } from '#db/schema/assessment.ts'
import { type DraftFields, textOf } from './mark-request.ts'
import { parseRequestDraft, type RequestDraft, requestDraftColumns } from './request-draft-queries.server.ts'

export type SaveRequestDraftResult =
  | { status: 'saved'; draft: RequestDraft }
  /** Saved elsewhere since the page was opened; `draft` is what is there. Nothing was changed. */
  | { status: 'conflict'; draft: RequestDraft }

/**
 * Keeps what a person typed of a request. `seen` is when the draft was saved that the page showed (0: none): when a
 * newer one is there and says something else, nothing is overwritten. Parts that are not in `fields` keep their text.
 * Saving the same again changes nothing. `now` is milliseconds UTC; the draft's own time never goes back or stands still.
 */
export async function saveRequestDraft(
  {
    accountId,
    courseId,
    activityId,
    requestId,
    fields,
    seen,
    now,
  }: {
    accountId: string
    courseId: string
    activityId: string
    requestId: string
    fields: DraftFields
    seen: number
    now: number
  },
  tx: Transaction,
): Promise<SaveRequestDraftResult> {
  const own = and(eq(requestDraft.accountId, accountId), eq(requestDraft.requestId, requestId))
  const [row] = await tx.select(requestDraftColumns).from(requestDraft).where(own)
  if (!row) {
    const first = { fields: JSON.stringify(fields), updatedAt: now, courseId, activityId }
    await tx.insert(requestDraft).values({ accountId, requestId, ...first })
    return { status: 'saved', draft: { fields, updatedAt: now, submissions: 0, marked: null } }
  }
  const draft = parseRequestDraft(row)
  const isSame = Object.keys(fields).every((element) => textOf(fields, element) === textOf(draft.fields, element))
  if (isSame) return { status: 'saved', draft }
  if (draft.updatedAt !== seen) return { status: 'conflict', draft }
  const changed: RequestDraft = {
    ...draft,
    fields: { ...draft.fields, ...fields },
    updatedAt: Math.max(now, draft.updatedAt + 1),
    marked: draft.marked && { ...draft.marked, isCurrent: false },
  }
  const { updatedAt } = changed
  await tx
    .update(requestDraft)
    .set({ fields: JSON.stringify(changed.fields), updatedAt, courseId, activityId })
    .where(own)
  return { status: 'saved', draft: changed }
}
