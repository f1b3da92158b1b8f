import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm'
import { prepared, reader, type Transaction } from '#db/client.server.ts'
import { attempt } from '#db/schema/assessment.ts'
import { GRACE } from './attempt-rules.ts'

type Own = { accountId: string; attemptId: string }

const own = { accountId: attempt.accountId, attemptId: attempt.id }

/** Attempts under way that take no answer any more: everybody's, the earliest due first. `now` is milliseconds UTC. */
export async function findOverdueAttempts({ now }: { now: number }): Promise<Own[]> {
  return await reader
    .select(own)
    .from(attempt)
    .where(and(isNull(attempt.submittedAt), lt(attempt.dueAt, now - GRACE)))
    .orderBy(asc(attempt.dueAt))
}

const overdueAtQuiz = prepared((db) =>
  db
    .select(own)
    .from(attempt)
    .where(
      and(
        eq(attempt.accountId, sql.placeholder('accountId')),
        eq(attempt.quizId, sql.placeholder('quizId')),
        isNull(attempt.submittedAt),
        lt(attempt.dueAt, sql.placeholder('dueBefore')),
      ),
    ),
)

/** As `findOverdueAttempts`: a person's own at a quiz, inside a change. */
export async function findOwnOverdue(
  { accountId, quizId, now }: { accountId: string; quizId: string; now: number },
  tx: Transaction,
): Promise<Own[]> {
  return await overdueAtQuiz.all({ accountId, quizId, dueBefore: now - GRACE }, tx)
}

/** Whether an attempt is one of `findOverdueAttempts`, inside a change. */
export async function isAttemptOverdue(
  { accountId, attemptId, now }: Own & { now: number },
  tx: Transaction,
): Promise<boolean> {
  const found = await tx
    .select({ id: attempt.id })
    .from(attempt)
    .where(
      and(
        eq(attempt.id, attemptId),
        eq(attempt.accountId, accountId),
        isNull(attempt.submittedAt),
        lt(attempt.dueAt, now - GRACE),
      ),
    )
  return found.length > 0
}
