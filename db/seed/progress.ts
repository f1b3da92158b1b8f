import { asc, eq } from 'drizzle-orm'
import type { ReportedEvent } from '#app/progress/learning-event.ts'
import { reader, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { learningEvent } from '#db/schema/progress.ts'
import type { PublishedCourse } from './content.ts'
import { insertAccount } from './identity.ts'

type Act = { accountId: string; course: PublishedCourse; activityId: string; occurredAt: number }

/** An account that can learn; gives its id. */
export async function insertLearner(displayName?: string): Promise<string> {
  const account = await write((tx) => insertAccount(displayName ? { displayName } : {}, tx))
  return account.id
}

export function buildOpened({ course, ...act }: Act): ReportedEvent {
  return { verb: 'lesson-opened', ...about(course), ...act, result: {} }
}

export function buildRead({ course, ...act }: Act): ReportedEvent {
  return { verb: 'lesson-read', ...about(course), ...act, result: {} }
}

/** A practice question answered in a lesson; `mark` is 0 to 1. */
export function buildPractised({
  course,
  questionId,
  mark,
  articles = [25],
  ...act
}: Act & { questionId: string; mark: number; articles?: number[] }): ReportedEvent {
  const result = { questionId, questionHash: '', answer: [0], mark, tries: 1, articles, review: false }
  return { verb: 'practice-answered', ...about(course), ...act, result }
}

/** A quiz handed in; passed from 70 per cent. `quizKind` is told by the activity. Its two questions test article 25. */
export function buildSubmitted({ course, scorePercent, ...act }: Act & { scorePercent: number }): ReportedEvent {
  const mark = scorePercent / 100
  const marks = ['q1', 'q2'].map((name) => ({ questionId: `${act.activityId}-${name}`, articles: [25], mark }))
  const activity = course.outline.activities.find(({ id }) => id === act.activityId)
  const result = {
    attemptId: newId(),
    number: 1,
    quizKind: activity?.quiz?.kind ?? 'module',
    scorePercent,
    passed: scorePercent >= 70,
    marks,
  }
  return { verb: 'quiz-submitted', ...about(course), ...act, result }
}

/** What completes each activity of the course, a minute apart from `from` on. */
export function buildCompleteHistory(accountId: string, course: PublishedCourse, from: number): ReportedEvent[] {
  return course.outline.activities.map(({ id: activityId, kind }, index) => {
    const act = { accountId, course, activityId, occurredAt: from + index * 60_000 }
    return kind === 'lesson' ? buildRead(act) : buildSubmitted({ ...act, scorePercent: 80 })
  })
}

function about(course: PublishedCourse): { courseId: string; courseRevisionId: string } {
  return { courseId: course.courseId, courseRevisionId: course.outline.revisionId }
}

/** What the log holds of a person, in the order of recording. */
export async function verbsOf(accountId: string) {
  const rows = await reader
    .select({ verb: learningEvent.verb })
    .from(learningEvent)
    .where(eq(learningEvent.accountId, accountId))
    .orderBy(asc(learningEvent.sequence))
  return rows.map(({ verb }) => verb)
}
