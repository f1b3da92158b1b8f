import { isDeepStrictEqual } from 'node:util'
import { keepRequestResult } from '#app/assessment/keep-request-result.server.ts'
import { type DraftFields, markRequest as resultOf, type RequestResult } from '#app/assessment/mark-request.ts'
import { findRequestDraft, type RequestDraft } from '#app/assessment/request-draft-queries.server.ts'
import { saveRequestDraft } from '#app/assessment/save-request-draft.server.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { findRequestTask } from '#app/content/request/request-queries.server.ts'
import { isSameTask, type RequestTask } from '#app/content/request/request-task.ts'
import { write } from '#db/client.server.ts'
import { recordEvents } from './record-event.server.ts'

export type MarkRequestResult =
  | { status: 'marked'; result: RequestResult; submission: number }
  /** The same text was marked against the same wording before: it is not marked twice. */
  | { status: 'unchanged' }
  /** Nothing is written in any part. */
  | { status: 'empty' }
  | { status: 'conflict'; draft: RequestDraft }

/**
 * Saves the draft of a request, marks it and records that, in one change. It completes nothing: how often one tries is
 * for oneself. A text that was marked already is not marked again, so that pressing the button twice neither counts nor
 * brings the model answers: those are for a second attempt.
 */
export async function markRequest({
  accountId,
  outline,
  lesson,
  task,
  fields,
  seen,
  now,
}: {
  accountId: string
  outline: CourseOutline
  lesson: Activity
  task: RequestTask
  fields: DraftFields
  seen: number
  now: number
}): Promise<MarkRequestResult> {
  const { courseId, revisionId, language } = outline
  const own = { accountId, requestId: task.id }
  const before = await findRequestDraft(own)
  const markedAlike = await documentMarkedAlike(before, task)
  // Marking takes time, and others wait for a change to end: it is done before. What is saved then is what was marked.
  const expected = { ...before?.fields, ...fields }
  const prepared = resultOf({ task, fields: expected, language })
  return await write(async (tx) => {
    const saved = await saveRequestDraft({ ...own, courseId, activityId: lesson.id, fields, seen, now }, tx)
    if (saved.status === 'conflict') return saved
    const { draft } = saved
    if (Object.values(draft.fields).every((text) => text.trim() === '')) return { status: 'empty' }
    if (draft.marked?.isCurrent && draft.marked.documentHash === markedAlike) return { status: 'unchanged' }
    const isExpected = isDeepStrictEqual({ ...draft.fields }, expected)
    const result = isExpected ? prepared : resultOf({ task, fields: draft.fields, language })
    const submission = draft.submissions + 1
    const at = Math.max(now, draft.updatedAt)
    await keepRequestResult({ ...own, submission, result, documentHash: lesson.documentHash, at }, tx)
    const { right, total } = result
    const event = {
      verb: 'request-marked' as const,
      accountId,
      courseId,
      courseRevisionId: revisionId,
      activityId: lesson.id,
      result: { requestId: task.id, submission, right, total },
      occurredAt: now,
    }
    await recordEvents({ events: [event] }, tx)
    return { status: 'marked', result, submission }
  })
}

/** The document by which the draft was marked last, if it words the task as it is now. */
async function documentMarkedAlike(draft: RequestDraft | null, task: RequestTask): Promise<string | null> {
  const documentHash = draft?.marked?.documentHash
  if (!documentHash) return null
  const worded = await findRequestTask({ documentHash, requestId: task.id })
  return worded && isSameTask(worded, task) ? documentHash : null
}
