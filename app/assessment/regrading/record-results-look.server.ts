import { recordLook } from '#app/identity/audit/record-look.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'

type Look = { viewer: Viewer; courseId: string; questionId: string; rows: number; now: number }

/**
 * Records that the viewer saw, by name, how `rows` attempts would be marked anew: for a course not again within a quarter of
 * an hour.
 * `now` is milliseconds UTC.
 */
export async function recordResultsLook({ viewer, courseId, questionId, rows, now }: Look): Promise<void> {
  if (rows === 0) return
  const subject = { kind: 'course', id: courseId } as const
  const act = { action: 'results-viewed', actorId: viewer.accountId, subject, facts: { questionId, rows } } as const
  await recordLook({ act, now })
}
