import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, count, desc, eq, inArray, isNotNull, lt, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { taughtBy } from '#app/content/teaching/teaching-queries.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { course } from '#db/schema/content.ts'
import type { ScoreCount } from './quiz-figures.ts'
import type { Response, Sitting } from './sitting.ts'

/** The latest so many attempts make the figures of questions: more would hardly move them (standard error of a correlation: 0.032). */
export const MOST_SITTINGS = 1000

/** Attempts read at once; other requests are answered between. */
const AT_ONCE = 500

const earlier = alias(attempt, 'earlier')

/** A person's first attempt at a quiz that was handed in, in a course the viewer teaches. */
function isFirst(viewer: Viewer, courseId: string) {
  const before = reader
    .select({ id: earlier.id })
    .from(earlier)
    .where(
      and(
        eq(earlier.accountId, attempt.accountId),
        eq(earlier.quizId, attempt.quizId),
        lt(earlier.number, attempt.number),
        isNotNull(earlier.submittedAt),
      ),
    )
  return and(taughtBy(viewer), eq(attempt.courseId, courseId), isNotNull(attempt.submittedAt), notExists(before))
}

/** The results of everybody's first attempt by quiz; a quiz that nobody has handed in has none. */
export async function countScores({
  viewer,
  courseId,
}: {
  viewer: Viewer
  courseId: string
}): Promise<Map<string, ScoreCount[]>> {
  const rows = await reader
    .select({
      quizId: attempt.quizId,
      score: attempt.score,
      maxScore: attempt.maxScore,
      passed: attempt.passed,
      people: count(),
    })
    .from(attempt)
    .innerJoin(course, eq(course.id, attempt.courseId))
    .where(isFirst(viewer, courseId))
    .groupBy(attempt.quizId, attempt.score, attempt.maxScore, attempt.passed)
    .all()
  const scores = new Map<string, ScoreCount[]>()
  for (const { quizId, score, maxScore, passed, people } of rows) {
    const counted = { score: score ?? 0, maxScore: maxScore ?? 0, passed: passed === true, people }
    scores.set(quizId, [...(scores.get(quizId) ?? []), counted])
  }
  return scores
}

/** Everybody's first attempt at a quiz, latest first, without anything that tells whose it is: `MOST_SITTINGS` at most. */
export async function readSittings({
  viewer,
  courseId,
  quizId,
}: {
  viewer: Viewer
  courseId: string
  quizId: string
}): Promise<Sitting[]> {
  const first = await reader
    .select({ id: attempt.id })
    .from(attempt)
    .innerJoin(course, eq(course.id, attempt.courseId))
    .where(and(isFirst(viewer, courseId), eq(attempt.quizId, quizId)))
    .orderBy(desc(attempt.submittedAt), desc(attempt.id))
    .limit(MOST_SITTINGS)
    .all()
  const sittings = new Map<string, Response[]>(first.map(({ id }) => [id, []]))
  for (let start = 0; start < first.length; start += AT_ONCE) {
    const ids = first.slice(start, start + AT_ONCE).map(({ id }) => id)
    for (const [attemptId, questionId, questionHash, answer, mark, timeSpent] of await readResponses(ids)) {
      sittings.get(attemptId)?.push({ questionId, questionHash, answer, mark: mark ?? 0, timeSpent })
    }
    await nextTurn()
  }
  return [...sittings.values()]
}

type ResponseRow = [
  attemptId: string,
  questionId: string,
  questionHash: string,
  answer: string | null,
  mark: number | null,
  timeSpent: number | null,
]

/**
 * What was answered in these attempts, with the marks by the wordings that were asked: what a correction gave tells nothing
 * of how a question works. As lists, not objects: tens of thousands of rows come in a third of the time.
 */
async function readResponses(attemptIds: readonly string[]): Promise<ResponseRow[]> {
  const { attemptId, questionId, questionHash, answer, timeSpent } = attemptQuestion
  const mark = sql<number | null>`coalesce(${attemptQuestion.askedMark}, ${attemptQuestion.mark})`
  const rows = await reader
    .select({ attemptId, questionId, questionHash, answer, mark, timeSpent })
    .from(attemptQuestion)
    .where(inArray(attemptId, [...attemptIds]))
    .values()
  return rows as ResponseRow[]
}
