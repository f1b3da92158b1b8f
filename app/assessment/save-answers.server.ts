import { and, eq, sql } from 'drizzle-orm'
import { findQuestions } from '#app/content/course-queries.server.ts'
import { NotFound } from '#app/errors.ts'
import { prepared, preparedChange, write } from '#db/client.server.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { readAnswer } from './answer-fields.ts'
import { isOverdue } from './attempt-rules.ts'
import { isSeatedAt, type Seat } from './conditions/seat.ts'
import { recordTakenUp } from './examiners/record-quiz-event.server.ts'
import { type Choice, decideChoice } from './later-wins.ts'
import { parseIndexes } from './option-order.ts'
import type { PostedAnswer } from './posted-answers.ts'
import { addTime, timeOfChoice } from './time-spent.ts'

const answersSoFar = prepared((db) =>
  db
    .select({
      courseId: attempt.courseId,
      quizId: attempt.quizId,
      submittedAt: attempt.submittedAt,
      startedAt: attempt.startedAt,
      dueAt: attempt.dueAt,
      heldBy: attempt.heldBy,
      position: attemptQuestion.position,
      questionHash: attemptQuestion.questionHash,
      optionOrder: attemptQuestion.optionOrder,
      answer: attemptQuestion.answer,
      answeredAt: attemptQuestion.answeredAt,
      version: attemptQuestion.version,
      chosenAt: attemptQuestion.chosenAt,
      operationId: attemptQuestion.operationId,
      timeSpent: attemptQuestion.timeSpent,
    })
    .from(attempt)
    .innerJoin(attemptQuestion, eq(attemptQuestion.attemptId, attempt.id))
    .where(and(eq(attempt.id, sql.placeholder('attemptId')), eq(attempt.accountId, sql.placeholder('accountId')))),
)

/** An answer as it is stored, with how it came. Times in milliseconds UTC. */
type StoredAnswer = {
  position: number
  answer: string | null
  answeredAt: number | null
  chosenAt: number
  version: number
  operationId: string | null
}

const storeAnswer = preparedChange<StoredAnswer & { attemptId: string; timeSpent: number | null }>((tx) =>
  tx
    .update(attemptQuestion)
    .set({
      answer: sql`${sql.placeholder('answer')}`,
      answeredAt: sql`${sql.placeholder('answeredAt')}`,
      chosenAt: sql`${sql.placeholder('chosenAt')}`,
      version: sql`${sql.placeholder('version')}`,
      operationId: sql`${sql.placeholder('operationId')}`,
      timeSpent: sql`${sql.placeholder('timeSpent')}`,
    })
    .where(
      and(
        eq(attemptQuestion.attemptId, sql.placeholder('attemptId')),
        eq(attemptQuestion.position, sql.placeholder('position')),
      ),
    ),
)

export type SaveAnswersResult =
  /**
   * `versions`, by position, of the questions that were sent; `kept` are the positions at which a later answer, given
   * elsewhere, stayed in place of what was sent; `dueAt` is when the time ends, which may have been put off meanwhile.
   */
  | { status: 'saved'; savedAt: number; versions: Record<number, number>; kept: number[]; dueAt: number | null }
  | { status: 'already-submitted' }
  /** Its time is over, and so is the grace for what was on its way. */
  | { status: 'time-over' }
  /** The attempt belongs to another browser, and goes on there. */
  | { status: 'elsewhere' }
  /** Positions whose answer names a question, or something of it, that does not exist, or too much of it. */
  | { status: 'unusable'; positions: number[] }

/**
 * Saves answers of an attempt that is under way: all of them or, when one cannot be used, none.
 * Questions not named keep the answer they have, one whose fields are empty gives it up, and saving the same again
 * changes nothing. `choices`, by position, tell how the answers came: an earlier one never takes the place of a later.
 * `now` and `savedAt` are milliseconds UTC. Throws NotFound unless the attempt is this person's own.
 */
export async function saveAnswers({
  accountId,
  attemptId,
  answers,
  choices = new Map(),
  seat,
  now,
}: {
  accountId: string
  attemptId: string
  answers: readonly PostedAnswer[]
  choices?: ReadonlyMap<number, Choice>
  seat: Pick<Seat, 'session'>
  now: number
}): Promise<SaveAnswersResult> {
  return await write(async (tx) => {
    const asked = await answersSoFar.all({ accountId, attemptId }, tx)
    if (!asked[0]) throw new NotFound()
    if (asked[0].submittedAt !== null) return { status: 'already-submitted' }
    if (isOverdue(asked[0], now)) return { status: 'time-over' }
    if (!isSeatedAt(asked[0], seat)) return { status: 'elsewhere' }

    const wordings = await findQuestions(asked.map((row) => row.questionHash))
    const unusable = new Set<number>()
    const changes = new Map<number, string | null>()
    for (const { position, fields } of answers) {
      const row = asked.find((one) => one.position === position)
      const question = row && wordings.get(row.questionHash)
      const answer =
        row && question ? readAnswer({ question, order: parseIndexes(row.optionOrder), fields }) : 'unusable'
      if (answer === 'unusable' || changes.has(position)) unusable.add(position)
      else changes.set(position, answer === null ? null : JSON.stringify(answer))
    }
    if (unusable.size > 0) return { status: 'unusable', positions: [...unusable] }

    const versions: Record<number, number> = {}
    const kept: number[] = []
    const changed: StoredAnswer[] = []
    for (const { startedAt, position, ...stored } of asked) {
      const next = changes.get(position)
      if (next === undefined) continue
      const choice = choices.get(position)
      const decided = decideChoice(stored, next, choice, { startedAt, now })
      const isStored = decided.decision === 'store'
      versions[position] = stored.version + (isStored ? 1 : 0)
      if (decided.decision === 'keep') kept.push(position)
      if (decided.decision === 'keep' || decided.decision === 'nothing') continue
      const { chosenAt } = decided
      const operationId = choice?.kind === 'operation' ? choice.id : null
      const { answer, answeredAt, version } = isStored
        ? { answer: next, answeredAt: next === null ? null : now, version: stored.version + 1 }
        : stored
      changed.push({ position, answer, answeredAt, chosenAt, version, operationId })
    }
    const times = timesOf({ asked, changed, choices, isAlone: answers.length === 1 })
    for (const row of changed) {
      await storeAnswer.run({ ...row, attemptId, timeSpent: times.get(row.position) ?? null }, tx)
    }
    const { courseId, quizId, dueAt } = asked[0]
    await recordTakenUp({ at: now, courseId, quizId, accountId, attemptId }, tx)
    return { status: 'saved', savedAt: now, versions, kept, dueAt }
  })
}

/**
 * The time that each changed answer took in all, by position, told by the moments of choices in their order. A form without
 * the script tells the moment of a choice only where it holds one question, `isAlone`.
 */
function timesOf({
  asked,
  changed,
  choices,
  isAlone,
}: {
  asked: readonly { position: number; startedAt: number; chosenAt: number | null; timeSpent: number | null }[]
  changed: readonly { position: number; chosenAt: number }[]
  choices: ReadonlyMap<number, Choice>
  isAlone: boolean
}): Map<number, number | null> {
  const times = new Map(asked.map(({ position, timeSpent }) => [position, timeSpent]))
  let previousAt = Math.max(...asked.map(({ startedAt, chosenAt }) => chosenAt ?? startedAt))
  for (const { position, chosenAt } of [...changed].sort((a, b) => a.chosenAt - b.chosenAt)) {
    const isTold = isAlone || choices.get(position)?.kind === 'operation'
    const time = isTold ? timeOfChoice(chosenAt, previousAt) : null
    times.set(position, addTime(times.get(position) ?? null, time))
    previousAt = Math.max(previousAt, chosenAt)
  }
  return times
}
