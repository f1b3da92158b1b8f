import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import { findQuestions } from '#app/content/course-queries.server.ts'
import type { Question } from '#app/content/question.ts'
import { parseMarkup, textOf } from '#app/content/takeaway/markup.ts'
import { inOnePiece, inPieces, isoTime, type OwnDataPart } from '#app/identity/own-data/own-data.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import {
  attempt,
  attemptQuestion,
  practiceAnswer,
  regrade,
  regradeMark,
  requestDraft,
  scenarioRun,
} from '#db/schema/assessment.ts'
import { readAccommodations } from './accommodations/own-accommodations-queries.server.ts'
import { readQuizEvents } from './examiners/own-quiz-events-queries.server.ts'
import { scorePercent } from './marking.ts'
import { parseAnswer } from './answer.ts'
import { answerInWords } from './answer-in-words.ts'
import { parseRequestDraft } from './request-draft-queries.server.ts'
import { parseSteps } from './scenario-run.ts'

/** Attempts read at a time, each with its questions. */
const ATTEMPTS_AT_ONCE = 50

/**
 * Everything that this domain stores about the viewer, for their file. Of questions it holds what was asked and what
 * the person chose; which options are right it never tells, and no mark before an attempt was handed in.
 */
export function ownWork({ viewer: { accountId } }: { viewer: Viewer }): OwnDataPart[] {
  return [
    { name: 'attempts', pieces: () => readAttempts(accountId) },
    { name: 'quizEvents', pieces: () => readQuizEvents(accountId) },
    { name: 'extraTime', pieces: () => inOnePiece(() => readAccommodations(accountId)) },
    { name: 'practiceAnswers', pieces: () => inOnePiece(() => readPractice(accountId)) },
    { name: 'scenarioRuns', pieces: () => inOnePiece(() => readRuns(accountId)) },
    { name: 'requestDrafts', pieces: () => inOnePiece(() => readDrafts(accountId)) },
  ]
}

/** How much of the viewer's work is stored, in one query. */
export async function countOwnWork({ viewer }: { viewer: Viewer }): Promise<{
  attempts: number
  practiceAnswers: number
  scenarioRuns: number
  requestDrafts: number
}> {
  const { accountId } = viewer
  const [counted] = await reader
    .select({
      attempts: reader.$count(attempt, eq(attempt.accountId, accountId)),
      practiceAnswers: reader.$count(practiceAnswer, eq(practiceAnswer.accountId, accountId)),
      scenarioRuns: reader.$count(scenarioRun, eq(scenarioRun.accountId, accountId)),
      requestDrafts: reader.$count(requestDraft, eq(requestDraft.accountId, accountId)),
    })
    .from(sql`(select 1)`)
  return counted ?? { attempts: 0, practiceAnswers: 0, scenarioRuns: 0, requestDrafts: 0 }
}

async function* readAttempts(accountId: string): AsyncGenerator<object[]> {
  const pieces = inPieces<typeof attempt.$inferSelect>(
    (after) =>
      reader
        .select()
        .from(attempt)
        .where(
          and(
            eq(attempt.accountId, accountId),
            after &&
              or(
                gt(attempt.startedAt, after.startedAt),
                and(eq(attempt.startedAt, after.startedAt), gt(attempt.id, after.id)),
              ),
          ),
        )
        .orderBy(asc(attempt.startedAt), asc(attempt.id))
        .limit(ATTEMPTS_AT_ONCE),
    ATTEMPTS_AT_ONCE,
  )
  for await (const attempts of pieces) {
    const asked = await reader
      .select()
      .from(attemptQuestion)
      .where(
        inArray(
          attemptQuestion.attemptId,
          attempts.map(({ id }) => id),
        ),
      )
      .orderBy(asc(attemptQuestion.position))
    const wordings = await findQuestions(asked.map(({ questionHash }) => questionHash))
    const regrades = await readRegrades(attempts.map(({ id }) => id))
    yield attempts.map(
      ({
        id,
        courseId,
        quizId,
        number,
        passMark,
        startedAt,
        dueAt,
        extraTime,
        endedBy,
        submittedAt,
        score,
        maxScore,
        passed,
      }) => ({
        courseId,
        quizId,
        number,
        passMark,
        startedAt: isoTime(startedAt),
        timeEndsAt: isoTime(dueAt),
        extraTimePercent: extraTime,
        handedInAt: isoTime(submittedAt),
        endedBy,
        scorePercent: submittedAt === null ? null : scorePercent(score ?? 0, maxScore ?? 0),
        passed,
        questions: asked
          .filter(({ attemptId }) => attemptId === id)
          .map(({ questionId, questionHash, answer, answeredAt, mark, timeSpent, regradeId, askedMark }) => ({
            questionId,
            ...inWords(wordings.get(questionHash), answer),
            answeredAt: isoTime(answeredAt),
            secondsSpent: timeSpent === null ? null : Math.round(timeSpent / 1000),
            mark: submittedAt === null ? null : mark,
            ...(regradeId !== null && { markAsAsked: askedMark }),
          })),
        regrades: regrades.filter(({ attemptId }) => attemptId === id).map(({ attemptId: _own, ...told }) => told),
      }),
    )
  }
}

/** What corrections made of these attempts, the earliest first. Who corrected is somebody else's deed. */
async function readRegrades(attemptIds: string[]) {
  const rows = await reader
    .select()
    .from(regradeMark)
    .innerJoin(regrade, eq(regrade.id, regradeMark.regradeId))
    .where(inArray(regradeMark.attemptId, attemptIds))
    .orderBy(asc(regrade.regradedAt), asc(regrade.id))
  return rows.map(({ regrade: { questionId, remedy, reason, regradedAt }, regrade_mark: row }) => ({
    attemptId: row.attemptId,
    questionId,
    remedy,
    reason,
    at: isoTime(regradedAt),
    markBefore: row.markBefore,
    markAfter: row.markAfter,
    scorePercentBefore: scorePercent(row.scoreBefore, row.maxScoreBefore),
    scorePercentAfter: scorePercent(row.scoreAfter, row.maxScoreAfter),
    passedBefore: row.passedBefore,
    passedAfter: row.passedAfter,
  }))
}

async function readPractice(accountId: string): Promise<object[]> {
  const rows = await reader
    .select()
    .from(practiceAnswer)
    .where(eq(practiceAnswer.accountId, accountId))
    .orderBy(asc(practiceAnswer.answeredAt), asc(practiceAnswer.questionId))
  const wordings = await findQuestions(rows.map(({ questionHash }) => questionHash))
  return rows.map(({ lessonId, questionId, questionHash, answer, mark, tries, answeredAt }) => ({
    lessonId,
    questionId,
    ...inWords(wordings.get(questionHash), answer),
    mark,
    tries,
    answeredAt: isoTime(answeredAt),
  }))
}

async function readRuns(accountId: string): Promise<object[]> {
  const rows = await reader
    .select()
    .from(scenarioRun)
    .where(eq(scenarioRun.accountId, accountId))
    .orderBy(asc(scenarioRun.startedAt), asc(scenarioRun.id))
  return rows.map(({ courseId, activityId, scenarioId, steps, startedAt, updatedAt, endedAt, endingId }) => ({
    courseId,
    lessonId: activityId,
    scenarioId,
    startedAt: isoTime(startedAt),
    updatedAt: isoTime(updatedAt),
    endedAt: isoTime(endedAt),
    endingId,
    steps: parseSteps(steps).map(({ scene, choice, at, end }) => ({
      scene,
      choice,
      at: isoTime(at),
      end: end ?? null,
    })),
  }))
}

async function readDrafts(accountId: string): Promise<object[]> {
  const rows = await reader
    .select()
    .from(requestDraft)
    .where(eq(requestDraft.accountId, accountId))
    .orderBy(asc(requestDraft.updatedAt), asc(requestDraft.requestId))
  return rows.map((row) => {
    const { fields, updatedAt, submissions, marked } = parseRequestDraft(row)
    const { right, total } = marked?.result ?? { right: null, total: null }
    return {
      courseId: row.courseId,
      lessonId: row.activityId,
      requestId: row.requestId,
      fields,
      updatedAt: isoTime(updatedAt),
      marked: { times: submissions, lastAt: isoTime(marked?.at ?? null), right, of: total },
    }
  })
}

/** What was asked, and what was answered, part by part. */
function inWords(question: Question | undefined, answer: string | null): { question: string | null; chosen: string[] } {
  const plain = (html: string) => textOf(parseMarkup(html)).trim()
  return {
    question: question ? plain(question.stemHtml) : null,
    chosen: question ? answerInWords({ question, answer: parseAnswer(answer), plain }) : [],
  }
}
