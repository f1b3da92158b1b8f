import { and, desc, eq, sql } from 'drizzle-orm'
import { type AskedQuestion, findActivityQuestions, findQuestions } from '#app/content/course-queries.server.ts'
import { drawQuestions } from '#app/content/draw-questions.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import type { Question } from '#app/content/question.ts'
import { type QuizSettings, writtenSettings } from '#app/content/quiz-settings.ts'
import { BrokenRule } from '#app/errors.ts'
import { prepared, type Transaction } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { preparedInsert } from '#db/prepared-insert.server.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { findExtraTime } from './accommodations/accommodation-queries.server.ts'
import { dueTime, type Refusal, refusalToBegin } from './attempt-rules.ts'
import { checkConditions } from './conditions/check-conditions.server.ts'
import type { ConditionRefusal } from './conditions/conditions.ts'
import { findConditions } from './conditions/conditions-queries.server.ts'
import type { Seat } from './conditions/seat.ts'
import { drawOrder, drawPlaces } from './draw-order.server.ts'
import { recordQuizEvent, recordTakenUp } from './examiners/record-quiz-event.server.ts'

const attemptsSoFar = prepared((db) =>
  db
    .select({ id: attempt.id, number: attempt.number, submittedAt: attempt.submittedAt })
    .from(attempt)
    .where(and(eq(attempt.accountId, sql.placeholder('accountId')), eq(attempt.quizId, sql.placeholder('quizId'))))
    .orderBy(desc(attempt.number)),
)

const insertAttempts = preparedInsert(attempt)
const insertQuestions = preparedInsert(attemptQuestion)

/** What is known of an attempt only when it has ended. */
const notEnded = { submittedAt: null, endedBy: null, score: null, maxScore: null, passed: null }

/** What is known of a question only when it has been answered, marked or regraded. */
const notAnswered = {
  answer: null,
  answeredAt: null,
  chosenAt: null,
  version: 0,
  operationId: null,
  mark: null,
  timeSpent: null,
  regradeId: null,
  askedMark: null,
}

export type BegunAttempt = { attemptId: string; number: number; resumed: boolean }

/**
 * Begins a person's next attempt at a quiz, or takes up the one that is not handed in: there are never two open.
 * The attempt copies what it will ask (edition, rules, drawn questions with their wording, drawn order of options),
 * so that nothing published later changes it. `code` is the access code that was typed, empty for none. `now` is
 * milliseconds UTC.
 * Throws BrokenRule when the activity is not a quiz that asks something.
 */
export async function beginAttempt(
  {
    accountId,
    outline,
    activity,
    seat,
    code,
    now,
  }: { accountId: string; outline: CourseOutline; activity: Activity; seat: Seat; code: string; now: number },
  tx: Transaction,
): Promise<({ status: 'begun' } & BegunAttempt) | { status: 'refused'; refusal: Refusal | ConditionRefusal }> {
  const settings = activity.quiz
  if (!settings) throw new BrokenRule(`"${activity.id}" is not a quiz`)
  const before = await attemptsSoFar.all({ accountId, quizId: activity.id }, tx)
  const [last] = before
  const quizId = activity.id
  const place = { at: now, courseId: outline.courseId, quizId, accountId }
  if (last && last.submittedAt === null) {
    await recordTakenUp({ ...place, attemptId: last.id }, tx)
    return { status: 'begun', attemptId: last.id, number: last.number, resumed: true }
  }
  const ended = before.flatMap(({ submittedAt }) => (submittedAt === null ? [] : [{ submittedAt }]))
  const refusal = refusalToBegin(settings, ended, now)
  if (refusal) return { status: 'refused', refusal }
  const conditions = await findConditions({ quizId }, tx)
  const unmet = await checkConditions({ ...place, attemptId: null, conditions, address: seat.address, code }, tx)
  if (unmet) return { status: 'refused', refusal: unmet }

  const all = await findActivityQuestions({ revisionId: outline.revisionId, activityId: activity.id })
  if (all.length === 0) throw new BrokenRule(`The quiz "${activity.id}" asks nothing`)
  const wordings = await findQuestions(all.map((question) => question.questionHash))
  const asked = drawAsked(settings, all, wordings)

  const attemptId = newId()
  const number = (last?.number ?? 0) + 1
  const { passMark, timeLimit, shuffle } = settings
  const extraTime = timeLimit === null ? 0 : await findExtraTime({ accountId, now }, tx)
  const begun = {
    id: attemptId,
    accountId,
    courseId: outline.courseId,
    courseRevisionId: outline.revisionId,
    quizId,
    number,
    passMark,
    rules: JSON.stringify(writtenSettings(settings)),
    startedAt: now,
    dueAt: dueTime(now, timeLimit, extraTime),
    extraTime,
    heldBy: conditions.oneDevice ? seat.session : null,
  }
  await insertAttempts.run([{ ...begun, ...notEnded }], tx)
  const rows = asked.map(({ questionId, questionHash }, position) => {
    const question = wordings.get(questionHash)
    if (!question) throw new Error(`The wording ${questionHash} of "${questionId}" is missing`)
    const optionOrder = JSON.stringify(drawPlaces({ question, shuffle }))
    return { attemptId, position, questionId, questionHash, optionOrder, ...notAnswered }
  })
  await insertQuestions.run(rows, tx)
  await recordQuizEvent({ ...place, kind: 'begun', attemptId, facts: {} }, tx)
  return { status: 'begun', attemptId, number, resumed: false }
}

/** The questions of an attempt: all, in the authored order or a drawn one; or those drawn by the rules of `draw`, in a drawn order. */
function drawAsked(
  { draw, order }: Pick<QuizSettings, 'draw' | 'order'>,
  all: readonly AskedQuestion[],
  wordings: ReadonlyMap<string, Question>,
): AskedQuestion[] {
  if (draw === null) return order === 'drawn' ? inDrawnOrder(all) : [...all]
  const candidates = all.map(({ questionHash }) => {
    const wording = wordings.get(questionHash)
    return { articles: wording?.articles ?? [], difficulty: wording?.difficulty ?? null }
  })
  const drawing = drawQuestions(draw, candidates, drawOrder({ count: all.length, shuffle: true }))
  // The check of the course held the rules to be fillable: an edition that was published draws.
  if (drawing.status === 'short') throw new Error(`Rule ${drawing.rule + 1} of a draw finds ${drawing.found} questions`)
  return inDrawnOrder(drawing.questions.flatMap((index) => all[index] ?? []))
}

function inDrawnOrder(questions: readonly AskedQuestion[]): AskedQuestion[] {
  return drawOrder({ count: questions.length, shuffle: true }).flatMap((place) => questions[place] ?? [])
}
