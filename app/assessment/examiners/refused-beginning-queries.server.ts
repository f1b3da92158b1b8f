import { and, desc, eq, gte, inArray, isNull } from 'drizzle-orm'
import { taughtBy } from '#app/content/teaching/teaching-queries.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { quizEvent } from '#db/schema/assessment.ts'
import { course } from '#db/schema/content.ts'
import { account } from '#db/schema/identity.ts'

/** How long a refusal is of use to who stands in the room, in milliseconds. */
export const REFUSALS_SHOWN = 24 * 3_600_000

/** As many as a room asks about. */
const MOST = 30

/** Somebody who wished to begin and met a condition they do not fulfil. `at` in milliseconds UTC. */
export type RefusedBeginning = {
  id: string
  at: number
  kind: 'refused-code' | 'refused-network'
  quizId: string
  person: { displayName: string; username: string }
  address: string | null
  device: string | null
}

/** Who was refused lately at the quizzes of a course, or at one of them, latest first; nothing outside the viewer's scope. */
export async function listRefusedBeginnings({
  viewer,
  courseId,
  quizId,
  now,
}: {
  viewer: Viewer
  courseId: string
  quizId: string | null
  now: number
}): Promise<RefusedBeginning[]> {
  const rows = await reader
    .select({
      id: quizEvent.id,
      at: quizEvent.at,
      kind: quizEvent.kind,
      quizId: quizEvent.quizId,
      person: { displayName: account.displayName, username: account.username },
      address: quizEvent.address,
      device: quizEvent.device,
    })
    .from(quizEvent)
    .innerJoin(course, eq(course.id, quizEvent.courseId))
    .innerJoin(account, eq(account.id, quizEvent.accountId))
    .where(
      and(
        taughtBy(viewer),
        eq(quizEvent.courseId, courseId),
        quizId === null ? undefined : eq(quizEvent.quizId, quizId),
        isNull(quizEvent.attemptId),
        inArray(quizEvent.kind, ['refused-code', 'refused-network']),
        gte(quizEvent.at, now - REFUSALS_SHOWN),
      ),
    )
    .orderBy(desc(quizEvent.id))
    .limit(MOST)
  return rows.flatMap(({ kind, ...row }) =>
    kind === 'refused-code' || kind === 'refused-network' ? [{ ...row, kind }] : [],
  )
}
