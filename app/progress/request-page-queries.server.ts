import { findRequestDraft, type RequestState } from '#app/assessment/request-draft-queries.server.ts'
import { type RequestView, viewRequest } from '#app/assessment/request-view.ts'
import { findCourse } from '#app/content/course-queries.server.ts'
import { findMovedActivity } from '#app/content/moved-activity-queries.server.ts'
import { type Activity, activityHref, type CourseOutline } from '#app/content/outline.ts'
import { findRequestTask } from '#app/content/request/request-queries.server.ts'
import type { RequestTask } from '#app/content/request/request-task.ts'
import { practiceOrder } from './practice-order.server.ts'

type Place = { outline: CourseOutline; lesson: Activity }

/**
 * A drafting task in the current edition of a course; null when the lesson, or the task in it, is not there.
 * An earlier address of the lesson leads to it as well: what was typed there is not lost.
 */
export async function findLessonRequest({
  course,
  lesson: slug,
  request,
}: {
  course: string
  lesson: string
  request: string
}): Promise<(Place & { task: RequestTask | null }) | null> {
  const outline = await findCourse(course)
  if (!outline) return null
  const lesson =
    outline.activities.find((one) => one.kind === 'lesson' && one.slug === slug) ??
    (await findMovedActivity({ outline, kind: 'lesson', slug }))
  if (!lesson) return null
  return { outline, lesson, task: await findRequestTask({ documentHash: lesson.documentHash, requestId: request }) }
}

/** The task as a person sees it, with their own draft and how it was marked, by the wording of that marking. */
export async function findRequestView({
  accountId,
  task,
}: {
  accountId: string
  task: RequestTask
}): Promise<RequestView> {
  const requestId = task.id
  const draft = await findRequestDraft({ accountId, requestId })
  const documentHash = draft?.marked?.documentHash
  const markedTask = documentHash ? await findRequestTask({ documentHash, requestId }) : null
  const order = practiceOrder({ accountId, questionId: requestId, count: task.basis.options.length })
  return viewRequest({ task, markedTask, draft, order })
}

/** What a lesson's card says of one of its drafting tasks. */
export type RequestCardView = { id: string; title: string; href: string; state: RequestState | null }

/** The drafting tasks of a lesson as one person finds them, by id. `states` is how far they are with each. */
export function viewRequestCards({
  outline,
  lesson,
  requests,
  states,
}: Place & {
  requests: readonly RequestTask[]
  states: Readonly<Record<string, RequestState>>
}): Record<string, RequestCardView> {
  const here = activityHref(outline, lesson)
  return Object.fromEntries(
    requests.map(({ id, title }) => [id, { id, title, href: `${here}/requests/${id}`, state: states[id] ?? null }]),
  )
}
