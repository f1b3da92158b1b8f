import { and, asc, eq, isNull, lt } from 'drizzle-orm'
import { type Reader, reader } from '#db/client.server.ts'
import { attempt } from '#db/schema/assessment.ts'
import { GRACE } from './attempt-rules.ts'

/**
 * Attempts under way that take no answer any more: everybody's, for the work that is done at regular times, or those of one
 * person, quiz or id. The earliest due first. `now` is milliseconds UTC.
 */
export async function findOverdueAttempts(
  { accountId, quizId, attemptId, now }: { accountId?: string; quizId?: string; attemptId?: string; now: number },
  db: Reader = reader,
): Promise<{ accountId: string; attemptId: string }[]> {
  return await db
    .select({ accountId: attempt.accountId, attemptId: attempt.id })
    .from(attempt)
    .where(
      and(
        isNull(attempt.submittedAt),
        lt(attempt.dueAt, now - GRACE),
        accountId === undefined ? undefined : eq(attempt.accountId, accountId),
        quizId === undefined ? undefined : eq(attempt.quizId, quizId),
        attemptId === undefined ? undefined : eq(attempt.id, attemptId),
      ),
    )
    .orderBy(asc(attempt.dueAt))
}
