import { write } from '#db/client.server.ts'
import { recordCompletion } from './record-event.server.ts'

/**
 * Records, at the person's own wish, that they completed a course of whose current edition nothing is left undone.
 * It is needed only where an author removed what was missing: an edit never completes a course for anybody.
 * 'unchanged' when something is left to do, the course was never begun, or it is completed already.
 */
export async function completeCourse({
  accountId,
  courseId,
  now,
}: {
  accountId: string
  courseId: string
  now: number
}): Promise<{ status: 'completed' | 'unchanged' }> {
  const recorded = await write((tx) => recordCompletion({ accountId, courseId, now }, tx))
  return { status: recorded ? 'completed' : 'unchanged' }
}
