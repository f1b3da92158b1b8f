import { isDeepStrictEqual } from 'node:util'
import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { requestDraft } from '#db/schema/assessment.ts'

type Draft = typeof requestDraft.$inferSelect

export type MovedDrafts = {
  moved: number
  /** Drafts whose text is given up for a newer one of the same request that says something else. */
  givenUp: { courseId: string; activityId: string }[]
}

/**
 * Gives a person's drafts of requests to their other account, in the change `tx`. Of two of one request the one that was
 * changed last stays. How often both were marked counts together, and the last marking goes along even when it was of
 * the other text: it shows as marked before the last change, which it was.
 */
export async function moveRequestDrafts(
  { from, to }: { from: string; to: string },
  tx: Transaction,
): Promise<MovedDrafts> {
  const all = await tx
    .select()
    .from(requestDraft)
    .where(inArray(requestDraft.accountId, [from, to]))
  const theirs = all.filter(({ accountId }) => accountId === from)
  const own = new Map(all.flatMap((row) => (row.accountId === to ? [[row.requestId, row]] : [])))
  const givenUp: MovedDrafts['givenUp'] = []
  for (const other of theirs) {
    const kept = own.get(other.requestId)
    if (!kept) continue
    const [newer, older] = other.updatedAt > kept.updatedAt ? [other, kept] : [kept, other]
    if (!hasSameText(newer, older)) givenUp.push({ courseId: older.courseId, activityId: older.activityId })
    await tx
      .delete(requestDraft)
      .where(and(eq(requestDraft.accountId, from), eq(requestDraft.requestId, other.requestId)))
    await tx
      .update(requestDraft)
      .set({ ...joined(newer, older), accountId: to })
      .where(and(eq(requestDraft.accountId, to), eq(requestDraft.requestId, other.requestId)))
  }
  await tx.update(requestDraft).set({ accountId: to }).where(eq(requestDraft.accountId, from))
  return { moved: theirs.length, givenUp }
}

function joined(newer: Draft, older: Draft): Draft {
  // A page that shows either draft must be told that there is another one now.
  const updatedAt = Math.max(newer.updatedAt, older.updatedAt) + 1
  const marked = newer.markedAt === null ? older : newer
  const isOfThisText =
    marked.markedAt !== null && marked.updatedAt <= marked.markedAt && (marked === newer || hasSameText(newer, older))
  const { result, documentHash } = marked
  const markedAt =
    marked.markedAt && (isOfThisText ? Math.max(marked.markedAt, updatedAt) : Math.min(marked.markedAt, updatedAt - 1))
  return { ...newer, updatedAt, submissions: newer.submissions + older.submissions, result, documentHash, markedAt }
}

function hasSameText(newer: Draft, older: Draft): boolean {
  return isDeepStrictEqual(JSON.parse(newer.fields), JSON.parse(older.fields))
}
