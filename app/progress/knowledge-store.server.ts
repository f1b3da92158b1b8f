import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { inChunks } from '#db/in-chunks.ts'
import { articleCompetence, reviewCard } from '#db/schema/progress.ts'
import { answersIn, type Knowledge, nothingKnown } from './knowledge.ts'
import type { ReportedEvent } from './learning-event.ts'

export type CompetenceRow = typeof articleCompetence.$inferSelect
export type CardRow = typeof reviewCard.$inferSelect

/** What is known so far of the questions that the events tell answers to, and of their articles; no query without any. */
export async function loadKnowledge(
  { accountId, events }: { accountId: string; events: readonly ReportedEvent[] },
  tx: Transaction,
): Promise<Knowledge> {
  const answers = events.flatMap((event) => answersIn(event).answers)
  if (answers.length === 0) return nothingKnown
  const competence = new Map<number, CompetenceRow>()
  for (const articles of inChunks([...new Set(answers.flatMap((answer) => answer.articles))])) {
    const rows = await tx
      .select()
      .from(articleCompetence)
      .where(and(eq(articleCompetence.accountId, accountId), inArray(articleCompetence.article, articles)))
    for (const row of rows) competence.set(row.article, row)
  }
  const cards = new Map<string, CardRow>()
  for (const questionIds of inChunks([...new Set(answers.map(({ questionId }) => questionId))])) {
    const rows = await tx
      .select()
      .from(reviewCard)
      .where(and(eq(reviewCard.accountId, accountId), inArray(reviewCard.questionId, questionIds)))
    for (const row of rows) cards.set(row.questionId, row)
  }
  return { competence, cards }
}

/** Writes what is known of a person and was not `before`. */
export async function saveKnowledge(
  { accountId, before, after }: { accountId: string; before: Knowledge; after: Knowledge },
  tx: Transaction,
): Promise<void> {
  const competence = [...after.competence.values()].filter((one) => before.competence.get(one.article) !== one)
  const cards = [...after.cards.values()].filter((one) => before.cards.get(one.questionId) !== one)
  await saveCompetence(
    competence.map((one) => ({ ...one, accountId })),
    tx,
  )
  await saveCards(
    cards.map((one) => ({ ...one, accountId })),
    tx,
  )
}

export async function saveCompetence(competence: readonly CompetenceRow[], tx: Transaction): Promise<void> {
  for (const rows of inChunks(competence)) {
    await tx
      .insert(articleCompetence)
      .values(rows)
      .onConflictDoUpdate({
        target: [articleCompetence.accountId, articleCompetence.article],
        set: {
          weight: sql`excluded.weight`,
          marks: sql`excluded.marks`,
          answers: sql`excluded.answers`,
          answeredAt: sql`excluded.answered_at`,
          standingBefore: sql`excluded.standing_before`,
        },
      })
  }
}

export async function saveCards(cards: readonly CardRow[], tx: Transaction): Promise<void> {
  for (const rows of inChunks(cards)) {
    await tx
      .insert(reviewCard)
      .values(rows)
      .onConflictDoUpdate({
        target: [reviewCard.accountId, reviewCard.questionId],
        set: {
          courseId: sql`excluded.course_id`,
          stability: sql`excluded.stability`,
          difficulty: sql`excluded.difficulty`,
          answeredAt: sql`excluded.answered_at`,
          dueAt: sql`excluded.due_at`,
        },
      })
  }
}
