import { isPass, markAnswer, scorePercent } from '#app/assessment/marking.ts'
import { findActivityQuestions, findQuestions } from '#app/content/course-queries.server.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { countShuffled } from '#app/content/question.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { inChunks } from '#db/in-chunks.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { insertAccount } from './identity.ts'

/** What one person chose: for each question, in the order of the quiz, option indexes, or null for no answer. */
export type Choices = readonly (readonly number[] | null)[]

/**
 * Attempts at a quiz that were handed in, many at once: one for each of `choices`, of new people unless `accountIds`
 * names them. A question beyond the end of somebody's choices was not asked of them.
 */
export async function insertSittings({
  outline,
  activity,
  choices,
  accountIds,
  number = 1,
  submittedAt = Date.UTC(2026, 1, 1),
}: {
  outline: CourseOutline
  activity: Activity
  choices: readonly Choices[]
  accountIds?: readonly string[]
  number?: number
  /** Of the first; each of the others is handed in a minute later. */
  submittedAt?: number
}): Promise<{ accountIds: string[] }> {
  const asked = await findActivityQuestions({ revisionId: outline.revisionId, activityId: activity.id })
  const wordings = await findQuestions(asked.map(({ questionHash }) => questionHash))
  const passMark = activity.quiz?.passMark ?? 0
  return await write(async (tx) => {
    const people = [...(accountIds ?? [])]
    while (people.length < choices.length) {
      const name = `s-${newId().slice(-12)}`
      people.push((await insertAccount({ username: name, displayName: name }, tx)).id)
    }
    const attempts: (typeof attempt.$inferInsert)[] = []
    const questions: (typeof attemptQuestion.$inferInsert)[] = []
    for (const [index, chosen] of choices.entries()) {
      const attemptId = newId()
      const time = submittedAt + index * 60_000
      const own = asked.slice(0, chosen.length).map(({ questionId, questionHash }, position) => {
        const question = wordings.get(questionHash)
        if (!question) throw new Error(`The wording ${questionHash} is missing`)
        const answer = chosen[position] ?? null
        return {
          attemptId,
          position,
          questionId,
          questionHash,
          optionOrder: JSON.stringify(Array.from({ length: countShuffled(question) }, (_, place) => place)),
          answer: answer && JSON.stringify(answer),
          answeredAt: answer && time,
          mark: markAnswer(question, answer ?? []),
        }
      })
      const score = own.reduce((total, { mark }) => total + mark, 0)
      attempts.push({
        id: attemptId,
        accountId: people[index] ?? '',
        courseId: outline.courseId,
        courseRevisionId: outline.revisionId,
        quizId: activity.id,
        number,
        passMark,
        startedAt: time - 600_000,
        submittedAt: time,
        score,
        maxScore: own.length,
        passed: isPass(scorePercent(score, own.length), passMark),
      })
      questions.push(...own)
    }
    for (const rows of inChunks(attempts)) await tx.insert(attempt).values(rows)
    for (const rows of inChunks(questions)) await tx.insert(attemptQuestion).values(rows)
    return { accountIds: people }
  })
}
