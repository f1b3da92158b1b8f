import { saveRequestDraft, type SaveRequestDraftResult } from '#app/assessment/save-request-draft.server.ts'
import type { DraftFields } from '#app/assessment/mark-request.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { write } from '#db/client.server.ts'

/** Keeps the draft of a request that a lesson sets. Drafting is no event: only marking moves progress. */
export async function saveRequest({
  outline,
  lesson,
  ...draft
}: {
  accountId: string
  outline: CourseOutline
  lesson: Activity
  requestId: string
  fields: DraftFields
  /** When the draft that the page showed was saved; 0 for none. */
  seen: number
  now: number
}): Promise<SaveRequestDraftResult> {
  const { courseId } = outline
  return await write((tx) => saveRequestDraft({ ...draft, courseId, activityId: lesson.id }, tx))
}
