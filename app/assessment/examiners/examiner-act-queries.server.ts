import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { prepared } from '#db/client.server.ts'
import { quizEvent } from '#db/schema/assessment.ts'
import { readFacts } from './quiz-event.ts'

/** What an examiner did to a person's own attempt, as the person is told; `minutes` null where the quiz has no limit. */
export type ExaminerAct = {
  id: string
  kind: 'extended' | 'reopened'
  at: number
  minutes: number | null
  reason: string
}

const ownActs = prepared((db) =>
  db
    .select({ id: quizEvent.id, kind: quizEvent.kind, at: quizEvent.at, detail: quizEvent.detail })
    .from(quizEvent)
    .where(
      and(
        eq(quizEvent.attemptId, sql.placeholder('attemptId')),
        eq(quizEvent.accountId, sql.placeholder('accountId')),
        inArray(quizEvent.kind, ['extended', 'reopened']),
      ),
    )
    .orderBy(asc(quizEvent.id)),
)

/** What examiners did to a person's own attempt, in order; nothing for anybody else's. */
export async function listExaminerActs(own: { accountId: string; attemptId: string }): Promise<ExaminerAct[]> {
  const rows = await ownActs.all(own)
  return rows.flatMap(({ id, kind, at, detail }) => {
    if (kind !== 'extended' && kind !== 'reopened') return []
    const { minutes, reason } = readFacts(detail)
    return [
      {
        id,
        kind,
        at,
        minutes: typeof minutes === 'number' ? minutes : null,
        reason: typeof reason === 'string' ? reason : '',
      },
    ]
  })
}
