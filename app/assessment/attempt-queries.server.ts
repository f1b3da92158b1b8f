import { and, asc, desc, eq, gte, isNotNull, sql } from 'drizzle-orm'
import { findQuestions } from '#app/content/course-queries.server.ts'
import { type PosedQuestion, poseQuestion, type Question } from '#app/content/question.ts'
import type { QuizSettings } from '#app/content/quiz-settings.ts'
import { prepared } from '#db/client.server.ts'
import { attempt, attemptQuestion, regrade, regradeMark } from '#db/schema/assessment.ts'
import { type AttemptResult, reviewQuestion, summariseArticles, summariseObjectives } from './attempt-result.ts'
import { type Answer, completeness, parseAnswer } from './answer.ts'
import { disclosureOf, rulesOf } from './attempt-rules.ts'
import { showAnswer } from './answer-fields.ts'
import { scorePercent } from './marking.ts'
import { parseIndexes } from './option-order.ts'
import { asCorrected } from './regrading/corrected-question.ts'

const about = {
  id: attempt.id,
  courseId: attempt.courseId,
  revisionId: attempt.courseRevisionId,
  quizId: attempt.quizId,
  number: attempt.number,
  passMark: attempt.passMark,
  rules: attempt.rules,
  startedAt: attempt.startedAt,
  dueAt: attempt.dueAt,
  endedBy: attempt.endedBy,
  heldBy: attempt.heldBy,
  submittedAt: attempt.submittedAt,
  score: attempt.score,
  maxScore: attempt.maxScore,
  passed: attempt.passed,
}

const ownAttempts = prepared((db) =>
  db
    .select(about)
    .from(attempt)
    .where(and(eq(attempt.accountId, sql.placeholder('accountId')), eq(attempt.quizId, sql.placeholder('quizId'))))
    .orderBy(desc(attempt.number)),
)

const isOwn = and(eq(attempt.id, sql.placeholder('attemptId')), eq(attempt.accountId, sql.placeholder('accountId')))

const ownAttempt = prepared((db) => db.select(about).from(attempt).where(isOwn))

const askedFields = {
  questionHash: attemptQuestion.questionHash,
  position: attemptQuestion.position,
  optionOrder: attemptQuestion.optionOrder,
  answer: attemptQuestion.answer,
  version: attemptQuestion.version,
  mark: attemptQuestion.mark,
}

const questionsOfAttempt = prepared((db) =>
  db
    .select(askedFields)
    .from(attemptQuestion)
    .innerJoin(attempt, eq(attempt.id, attemptQuestion.attemptId))
    .where(isOwn)
    .orderBy(asc(attemptQuestion.position)),
)

const questionsOfMarkedAttempt = prepared((db) =>
  db
    .select({
      ...askedFields,
      remedy: regrade.remedy,
      markedByHash: regrade.markedByHash,
      reason: regrade.reason,
      regradedAt: regrade.regradedAt,
      scoreBefore: regradeMark.scoreBefore,
      maxScoreBefore: regradeMark.maxScoreBefore,
    })
    .from(attemptQuestion)
    .innerJoin(attempt, eq(attempt.id, attemptQuestion.attemptId))
    .leftJoin(regrade, eq(regrade.id, attemptQuestion.regradeId))
    .leftJoin(
      regradeMark,
      and(
        eq(regradeMark.regradeId, regrade.id),
        eq(regradeMark.attemptId, attemptQuestion.attemptId),
        // What it changed before the attempt was reopened and handed in again was another result.
        gte(regrade.regradedAt, attempt.submittedAt),
      ),
    )
    .where(and(isOwn, isNotNull(attempt.submittedAt)))
    .orderBy(asc(attemptQuestion.position)),
)

export type AttemptSummary = {
  id: string
  number: number
  startedAt: number
  /** When its time ends; null without a limit. */
  dueAt: number | null
  /** Null while it is under way; so are the result and whether it passed. */
  submittedAt: number | null
  scorePercent: number | null
  passed: boolean | null
}

/** A person's attempts at a quiz, latest first. At most the first is under way. */
export async function listAttempts(own: { accountId: string; quizId: string }): Promise<AttemptSummary[]> {
  const rows = await ownAttempts.all(own)
  return rows.map(({ id, number, startedAt, dueAt, submittedAt, score, maxScore, passed }) => ({
    id,
    number,
    startedAt,
    dueAt,
    submittedAt,
    scorePercent: submittedAt === null ? null : scorePercent(score ?? 0, maxScore ?? 0),
    passed,
  }))
}

export type PosedInAttempt = {
  position: number
  question: PosedQuestion
  /** The values of the fields that show the saved answer, by part. */
  given: Record<string, readonly string[]>
  answered: ReturnType<typeof completeness>
  /** Of the saved answer: see `Choice`. */
  version: number
}

/** An attempt as the person sits it. Nothing in it tells a right answer. */
export type PosedAttempt = {
  id: string
  courseId: string
  revisionId: string
  quizId: string
  number: number
  rules: QuizSettings
  /** When its time ends; null without a limit. */
  dueAt: number | null
  submittedAt: number | null
  /** Handle of the session it belongs to; null where any may sit it. */
  heldBy: string | null
  /** In order, with the saved answer and how much of the question it answers. */
  questions: PosedInAttempt[]
}

/** The person's own attempt with its questions as posed; null for anybody else's. */
export async function findAttempt(own: { accountId: string; attemptId: string }): Promise<PosedAttempt | null> {
  const found = await ownAttempt.get(own)
  if (!found) return null
  const { id, courseId, revisionId, quizId, number, dueAt, submittedAt, heldBy } = found
  const asked = await withWordings(await questionsOfAttempt.all(own))
  const questions = asked.map(({ position, question, order, answer, version }) => ({
    position,
    question: poseQuestion(question, order),
    given: Object.fromEntries(showAnswer({ question, order, answer })),
    answered: completeness(answer),
    version,
  }))
  return { id, courseId, revisionId, quizId, number, rules: rulesOf(found), dueAt, submittedAt, heldBy, questions }
}

/** The result of the person's own attempt; null for anybody else's and before it is handed in. */
export async function findResult(own: { accountId: string; attemptId: string }): Promise<AttemptResult | null> {
  const found = await ownAttempt.get(own)
  if (!found || found.submittedAt === null) return null
  const { score, maxScore, passed, submittedAt, rules: _stored, heldBy: _seat, ...rest } = found
  const rules = rulesOf(found)
  const asked = (await withWordings(await questionsOfMarkedAttempt.all(own))).map(asCorrected)
  const had = rules.feedback === 'when-passed' ? await ownAttempts.all({ ...own, quizId: found.quizId }) : []
  const disclosure = disclosureOf(rules, had)
  return {
    ...rest,
    rules,
    submittedAt,
    score: score ?? 0,
    maxScore: maxScore ?? 0,
    scorePercent: scorePercent(score ?? 0, maxScore ?? 0),
    passed: passed === true,
    disclosure,
    questions: disclosure === 'shown' ? asked.map(reviewQuestion) : [],
    regrades: asked.flatMap(({ position, correction }) => (correction ? [{ position, ...correction }] : [])),
    byArticle: summariseArticles(asked.map(({ question, mark }) => ({ articles: question.articles, mark }))),
    byObjective: summariseObjectives(asked.map(({ question, mark }) => ({ objective: question.objective, mark }))),
  }
}

type AskedRow = {
  questionHash: string
  position: number
  optionOrder: string
  answer: string | null
  version: number
  mark: number | null
}
type Asked = {
  position: number
  question: Question
  order: number[]
  answer: Answer | null
  version: number
  mark: number | null
}

async function withWordings<Row extends AskedRow & { markedByHash?: string | null }>(rows: readonly Row[]) {
  const hashes = rows.flatMap(({ questionHash, markedByHash }) => [
    questionHash,
    ...(markedByHash ? [markedByHash] : []),
  ])
  const wordings = await findQuestions(hashes)
  return rows.map((row): Asked & { row: Row; markedBy: Question | null } => {
    const { questionHash, position, optionOrder, answer, version, mark, markedByHash } = row
    const question = wordings.get(questionHash)
    if (!question) throw new Error(`The wording ${questionHash} is missing`)
    const order = parseIndexes(optionOrder)
    const markedBy = wordings.get(markedByHash ?? '') ?? null
    return { row, position, question, order, answer: parseAnswer(answer), version, mark, markedBy }
  })
}
