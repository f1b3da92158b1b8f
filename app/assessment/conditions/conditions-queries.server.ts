import { eq, sql } from 'drizzle-orm'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { findTaughtOutline } from '#app/content/teaching/taught-outline-queries.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { unseal } from '#app/secrets/seal.server.ts'
import { prepared, reader, type Transaction } from '#db/client.server.ts'
import { quizCondition } from '#db/schema/assessment.ts'
import { account } from '#db/schema/identity.ts'
import { type Conditions, noConditions } from './conditions.ts'
import { CODE_PURPOSE } from './code-purpose.ts'

const stored = {
  quizId: quizCondition.quizId,
  accessCode: quizCondition.accessCode,
  networks: quizCondition.networks,
  oneDevice: quizCondition.oneDevice,
}

type StoredConditions = { accessCode: string | null; networks: string; oneDevice: boolean }

const ofQuiz = prepared((db) =>
  db
    .select(stored)
    .from(quizCondition)
    .where(eq(quizCondition.quizId, sql.placeholder('quizId'))),
)

/** What a quiz asks of those who sit it now. Holds the code: for the server's eyes. */
export async function findConditions({ quizId }: { quizId: string }, tx?: Transaction): Promise<Conditions> {
  const row = await ofQuiz.get({ quizId }, tx)
  return row ? readConditions(row) : noConditions
}

function readConditions({ accessCode, networks, oneDevice }: StoredConditions): Conditions {
  return {
    // A code that another installation sealed opens nothing: better to ask for one that nobody has than for none.
    accessCode: accessCode === null ? null : (unseal(accessCode, CODE_PURPOSE) ?? accessCode),
    networks: JSON.parse(networks) as string[],
    oneDevice,
  }
}

/** The conditions of one quiz as who gives the examination sees them. `changedAt` in milliseconds UTC, null for never. */
export type QuizConditions = {
  quiz: Activity
  conditions: Conditions
  changedAt: number | null
  changedBy: string | null
}

/** The published quizzes of a course with what they ask; null outside the viewer's scope, and for a course not published. */
export async function findCourseConditions({
  viewer,
  slug,
}: {
  viewer: Viewer
  slug: string
}): Promise<{ outline: CourseOutline; quizzes: QuizConditions[] } | null> {
  const outline = await findTaughtOutline({ viewer, slug })
  if (!outline) return null
  const rows = await reader
    .select({ ...stored, changedAt: quizCondition.changedAt, changedBy: account.displayName })
    .from(quizCondition)
    .leftJoin(account, eq(account.id, quizCondition.changedBy))
    .where(eq(quizCondition.courseId, outline.courseId))
  const byQuiz = new Map(rows.map((row) => [row.quizId, row]))
  const quizzes = outline.activities.filter(({ kind }) => kind === 'quiz')
  return {
    outline,
    quizzes: quizzes.map((quiz) => {
      const row = byQuiz.get(quiz.id)
      return {
        quiz,
        conditions: row ? readConditions(row) : noConditions,
        changedAt: row?.changedAt ?? null,
        changedBy: row?.changedBy ?? null,
      }
    }),
  }
}
