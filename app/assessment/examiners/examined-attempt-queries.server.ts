import { and, desc, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { taughtBy } from '#app/content/teaching/teaching-queries.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { type Reader, reader } from '#db/client.server.ts'
import { attempt, attemptQuestion, quizEvent } from '#db/schema/assessment.ts'
import { course } from '#db/schema/content.ts'
import { account } from '#db/schema/identity.ts'
import { disclosureOf, rulesOf } from '../attempt-rules.ts'
import { scorePercent } from '../marking.ts'
import { changing, type QuizEventKind, readFacts } from './quiz-event.ts'

/** An attempt as who examines it sees it; times in milliseconds UTC. Nothing in it tells an answer. */
export type ExaminedAttempt = NonNullable<Awaited<ReturnType<typeof findExaminedAttempt>>>

/** Where an attempt is found: at a course, by its present address, that the viewer teaches. */
export type AttemptPlace = { viewer: Viewer; slug: string; attemptId: string }

/** One attempt at a course that the viewer teaches; null for any other. */
export async function findExaminedAttempt({ viewer, slug, attemptId }: AttemptPlace, db: Reader = reader) {
  const [found] = await db
    .select({
      id: attempt.id,
      courseId: attempt.courseId,
      revisionId: attempt.courseRevisionId,
      quizId: attempt.quizId,
      number: attempt.number,
      passMark: attempt.passMark,
      rules: attempt.rules,
      startedAt: attempt.startedAt,
      dueAt: attempt.dueAt,
      extraTime: attempt.extraTime,
      submittedAt: attempt.submittedAt,
      endedBy: attempt.endedBy,
      score: attempt.score,
      maxScore: attempt.maxScore,
      passed: attempt.passed,
      person: { id: account.id, username: account.username, displayName: account.displayName },
      erasedAt: account.erasedAt,
    })
    .from(attempt)
    .innerJoin(course, eq(course.id, attempt.courseId))
    .innerJoin(account, eq(account.id, attempt.accountId))
    .where(and(eq(attempt.id, attemptId), eq(course.slug, slug), taughtBy(viewer)))
  if (!found) return null
  const { score, maxScore, erasedAt, rules: _stored, ...rest } = found
  const rules = rulesOf(found)
  const attempts = await db
    .select({ number: attempt.number, submittedAt: attempt.submittedAt, passed: attempt.passed })
    .from(attempt)
    .where(and(eq(attempt.accountId, rest.person.id), eq(attempt.quizId, rest.quizId)))
  return {
    ...rest,
    rules,
    scorePercent: rest.submittedAt === null ? null : scorePercent(score ?? 0, maxScore ?? 0),
    isErased: erasedAt !== null,
    isOwn: rest.person.id === viewer.accountId,
    hasLater: attempts.some(({ number }) => number > rest.number),
    /** Whether the person could see the right answers since they handed it in. */
    isDisclosed: rest.submittedAt !== null && disclosureOf(rules, attempts) === 'shown',
    lastChange: await findLastChange({ attemptId }, db),
  }
}

/** The id of the last event that changed what an attempt is; empty where none did. */
async function findLastChange({ attemptId }: { attemptId: string }, db: Reader): Promise<string> {
  const [last] = await db
    .select({ id: quizEvent.id })
    .from(quizEvent)
    .where(and(eq(quizEvent.attemptId, attemptId), inArray(quizEvent.kind, [...changing])))
    .orderBy(desc(quizEvent.id))
    .limit(1)
  return last?.id ?? ''
}

const actor = alias(account, 'actor')

/** An event as the timeline of an attempt shows it. `facts` as in `QuizEventFacts`, or none once they were taken out. */
export type TimelineEvent = {
  id: string
  at: number
  kind: QuizEventKind
  /** The name of who did it; null for the candidate and for the time. */
  actor: string | null
  address: string | null
  device: string | null
  facts: Record<string, unknown>
}

/** More events of one attempt are not shown; the page says so. */
export const MOST_EVENTS = 500

/** What happened to an attempt, in the order it was recorded: whose it is, and who may see it, is for the caller to know. */
export async function listAttemptEvents({ attemptId }: { attemptId: string }): Promise<TimelineEvent[]> {
  const rows = await reader
    .select({
      id: quizEvent.id,
      at: quizEvent.at,
      kind: quizEvent.kind,
      actor: actor.displayName,
      address: quizEvent.address,
      device: quizEvent.device,
      detail: quizEvent.detail,
    })
    .from(quizEvent)
    .leftJoin(actor, eq(actor.id, quizEvent.actorId))
    .where(eq(quizEvent.attemptId, attemptId))
    .orderBy(desc(quizEvent.id))
    .limit(MOST_EVENTS)
  return rows.reverse().map(({ detail, ...event }) => ({ ...event, facts: readFacts(detail) }))
}

/** When each question of an attempt was answered last, by position; the mark, 0 to 1, once it was handed in. */
export async function listAnswerTimes({ attemptId }: { attemptId: string }) {
  return await reader
    .select({
      position: attemptQuestion.position,
      answeredAt: attemptQuestion.answeredAt,
      version: attemptQuestion.version,
      mark: attemptQuestion.mark,
    })
    .from(attemptQuestion)
    .where(eq(attemptQuestion.attemptId, attemptId))
    .orderBy(attemptQuestion.position)
}
