import { and, desc, eq, inArray } from 'drizzle-orm'
import { findQuestions } from '#app/content/course-queries.server.ts'
import type { Question } from '#app/content/question.ts'
import type { Reader } from '#db/client.server.ts'
import { regrade } from '#db/schema/assessment.ts'
import type { Correction } from './correction.ts'

/** The correction of a wording that holds now, and its id. */
export type StandingCorrection = Correction & { id: string }

/** For each of these wordings in a quiz the correction that stands, by hash; those that were never corrected have none. */
export async function findStandingCorrections(
  { quizId, hashes }: { quizId: string; hashes: readonly string[] },
  db: Reader,
): Promise<Map<string, StandingCorrection>> {
  const rows = await db
    .select({
      id: regrade.id,
      questionHash: regrade.questionHash,
      remedy: regrade.remedy,
      markedByHash: regrade.markedByHash,
    })
    .from(regrade)
    .where(and(eq(regrade.quizId, quizId), inArray(regrade.questionHash, [...hashes])))
    .orderBy(desc(regrade.regradedAt), desc(regrade.id))
  const standing = new Map<string, StandingCorrection>()
  const wordings = await findQuestions(
    rows.flatMap(({ questionHash, markedByHash }) => (markedByHash ? [questionHash, markedByHash] : [questionHash])),
  )
  for (const { questionHash, markedByHash, ...correction } of rows) {
    if (standing.has(questionHash)) continue
    const asked = wordings.get(questionHash) as Question
    standing.set(questionHash, { ...correction, asked, markedBy: wordings.get(markedByHash ?? '') ?? null })
  }
  return standing
}
