import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { inChunks } from '#db/in-chunks.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'

type Sitting = Pick<
  typeof attempt.$inferSelect,
  'id' | 'accountId' | 'courseId' | 'courseRevisionId' | 'quizId' | 'number' | 'startedAt' | 'submittedAt'
>

export type MovedAttempts =
  /** `dropped` were under way beside another and held no answer. */
  | { status: 'moved'; moved: number; dropped: number }
  /** Of these quizzes two attempts with answers are under way. Nothing was changed. */
  | { status: 'both-open'; open: { courseRevisionId: string; quizId: string }[] }

/**
 * Gives a person's attempts to their other account, in the change `tx`, numbered anew by time where both have some; the
 * one under way comes last, where it is looked for. At most one a quiz stays under way: of two, one without any answer
 * is dropped. No saved answer is ever given up.
 */
export async function moveAttempts(
  { from, to }: { from: string; to: string },
  tx: Transaction,
): Promise<MovedAttempts> {
  const all = await tx
    .select({
      id: attempt.id,
      accountId: attempt.accountId,
      courseId: attempt.courseId,
      courseRevisionId: attempt.courseRevisionId,
      quizId: attempt.quizId,
      number: attempt.number,
      startedAt: attempt.startedAt,
      submittedAt: attempt.submittedAt,
    })
    .from(attempt)
    .where(inArray(attempt.accountId, [from, to]))
  const answered = await findAnswered({ from, to }, tx)
  const quizzes = byQuiz(all)
  const open: { courseRevisionId: string; quizId: string }[] = []
  const dropped = new Set<string>()
  for (const sittings of quizzes.values()) {
    const [first, second] = sittings.filter(({ submittedAt }) => submittedAt === null)
    if (!first || !second) continue
    const empty = [first, second].filter(({ id }) => !answered.has(id))
    const given = empty.find(({ accountId }) => accountId === from) ?? empty[0]
    if (given) dropped.add(given.id)
    else open.push({ courseRevisionId: first.courseRevisionId, quizId: first.quizId })
  }
  if (open.length > 0) return { status: 'both-open', open }

  if (dropped.size > 0) await tx.delete(attempt).where(inArray(attempt.id, [...dropped]))
  let moved = 0
  for (const sittings of quizzes.values()) {
    const staying = sittings.filter(({ id }) => !dropped.has(id))
    moved += staying.filter(({ accountId }) => accountId === from).length
    await renumber(staying, to, tx)
  }
  return { status: 'moved', moved, dropped: dropped.size }
}

function byQuiz(all: readonly Sitting[]): Map<string, Sitting[]> {
  const quizzes = new Map<string, Sitting[]>()
  for (const sitting of all) quizzes.set(sitting.quizId, [...(quizzes.get(sitting.quizId) ?? []), sitting])
  return quizzes
}

/** Attempts under way in which something was answered. */
async function findAnswered({ from, to }: { from: string; to: string }, tx: Transaction): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ id: attempt.id })
    .from(attempt)
    .innerJoin(attemptQuestion, eq(attemptQuestion.attemptId, attempt.id))
    .where(and(inArray(attempt.accountId, [from, to]), isNull(attempt.submittedAt), isNotNull(attemptQuestion.answer)))
  return new Set(rows.map(({ id }) => id))
}

async function renumber(sittings: readonly Sitting[], to: string, tx: Transaction): Promise<void> {
  if (sittings.every(({ accountId }) => accountId === to)) return
  // A number is used once: those that were given make way first.
  for (const ids of inChunks(sittings.map(({ id }) => id))) {
    await tx
      .update(attempt)
      .set({ number: sql`-${attempt.number}` })
      .where(inArray(attempt.id, ids))
  }
  for (const [index, { id }] of [...sittings].sort(byTime).entries()) {
    await tx
      .update(attempt)
      .set({ accountId: to, number: index + 1 })
      .where(eq(attempt.id, id))
  }
}

function byTime(a: Sitting, b: Sitting): number {
  if ((a.submittedAt === null) !== (b.submittedAt === null)) return a.submittedAt === null ? 1 : -1
  return a.startedAt - b.startedAt || a.number - b.number || (a.id < b.id ? -1 : 1)
}
